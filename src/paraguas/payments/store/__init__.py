"""The SQL of payments: books of orders, gift cards, and what an audit asks."""
