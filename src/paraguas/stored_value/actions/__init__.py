"""The verbs of stored value."""
