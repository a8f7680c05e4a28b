"""Pure decisions of returns."""
