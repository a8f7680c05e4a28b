"""The SQL of customers."""
