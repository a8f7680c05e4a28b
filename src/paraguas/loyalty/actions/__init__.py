"""Verbs of loyalty, one a file."""
