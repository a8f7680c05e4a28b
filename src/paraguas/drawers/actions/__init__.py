"""The verbs of drawers."""
