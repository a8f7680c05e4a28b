"""Verbs of invoices."""
