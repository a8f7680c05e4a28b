"""The verbs of shelving."""
