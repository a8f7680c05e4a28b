"""Pure decisions of preferences."""
