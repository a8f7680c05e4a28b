"""Entering: a key once, then a session."""
