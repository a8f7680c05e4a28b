"""Pure decisions of drawers."""
