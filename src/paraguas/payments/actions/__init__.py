"""The verbs of payments."""
