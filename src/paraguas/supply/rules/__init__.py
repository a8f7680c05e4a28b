"""Decisions about what is coming."""
