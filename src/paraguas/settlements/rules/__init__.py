"""Pure decisions of settlements."""
