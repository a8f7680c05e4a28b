"""The verbs of returns, one a file."""
