"""Verbs of staff."""
