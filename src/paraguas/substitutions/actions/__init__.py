"""The verbs of substitutions, one a file."""
