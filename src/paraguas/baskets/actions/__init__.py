"""The verbs of baskets."""
