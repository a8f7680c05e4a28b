"""The verbs of back-orders."""
