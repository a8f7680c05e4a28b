"""Verbs of compensation, one a file."""
