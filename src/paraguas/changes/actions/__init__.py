"""The verbs of changes, one a file."""
