"""The verbs of claims, one a file."""
