"""Paraguas: one order management system over every door of a brand."""

__version__ = "0.1.0"
