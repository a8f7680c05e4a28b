"""Pure decisions of quotes."""
