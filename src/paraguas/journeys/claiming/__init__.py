"""Goods that do not work, from the first word about it to the remedy."""
