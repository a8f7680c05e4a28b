"""Doors: how the outside comes in and how we go out: API, pages, command line, adapters."""
