"""Decisions about stock: what movements add up to, and what a pool of positions can give."""
