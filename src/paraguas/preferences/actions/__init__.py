"""Verbs of preferences."""
