"""The verbs of intercompany, one a file."""
