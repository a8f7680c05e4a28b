"""The verbs of appointments."""
