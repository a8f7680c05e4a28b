"""Yardsticks: what plain SQL of a database needs for the least an order could write.

Each order: itself, three lines, a payment, a fact and three guarded updates of stock, spread over
as many SKUs as the world has; durable like ours.  No layer of ours is in the way.
"""
