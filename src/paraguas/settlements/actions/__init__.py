"""The verbs of settlements."""
