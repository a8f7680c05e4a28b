"""What quotes can do: one verb a file."""
