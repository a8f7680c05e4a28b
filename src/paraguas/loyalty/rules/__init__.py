"""Decisions of loyalty, pure."""
