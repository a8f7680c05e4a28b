"""Pure decisions of baskets."""
