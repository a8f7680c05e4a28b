"""Baskets: filled at one door, taken on at another, completed by check-out or left to expire."""
