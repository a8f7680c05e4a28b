"""The SQL of supply."""
