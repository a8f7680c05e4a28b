"""The verbs of exceptions."""
