"""The verbs of holds, one a file."""
