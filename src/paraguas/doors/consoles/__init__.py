"""Consoles: the desks of those who serve, each a folder of pages with their templates."""
