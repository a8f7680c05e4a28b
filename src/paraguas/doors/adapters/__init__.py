"""Adapters: what outside systems look like from here, one folder for each."""
