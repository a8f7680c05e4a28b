"""Pure decisions of customers."""
