"""Pure decisions of back-orders."""
