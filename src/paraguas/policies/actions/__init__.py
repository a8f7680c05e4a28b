"""Verbs of policies."""
