"""The SQL of fulfilment."""
