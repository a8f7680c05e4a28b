"""The decisions of claims, without a database."""
