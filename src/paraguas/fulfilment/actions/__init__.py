"""Verbs of fulfilment, one a file."""
