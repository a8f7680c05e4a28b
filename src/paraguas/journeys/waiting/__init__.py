"""Goods that are not there yet: who waits for them, and to whom they go as they come."""
