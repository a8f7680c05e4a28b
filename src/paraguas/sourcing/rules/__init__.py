"""Pure decisions of sourcing: who serves what, and how it is told."""
