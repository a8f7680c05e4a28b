"""Pure decisions of staff."""
