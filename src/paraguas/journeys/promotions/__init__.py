"""Promotions written and tried out, and what the law says of the price before them."""
