"""Order lives: random lives of orders, held step by step against a small model written apart.

The model knows what an order is worth and was paid, where its units are and what lies on the
shelves, in its own words: it imports nothing of the rooms.  What is free to choose, as which place
serves, is taken over from the shop and held against what the model knows to be possible.
"""
