"""Goods that come back, from the question whether they may to the money and the shelf."""
