"""Check-out: wishes from every door become orders, a batch at a time."""
