"""Head office: all orders on one board, and everything of one order on one page."""
