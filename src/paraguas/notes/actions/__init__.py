"""The verbs of notes, one a file."""
