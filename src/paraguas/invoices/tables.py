"""Rows of invoices."""

from sqlalchemy import Column, Date, Integer, String, Text

from paraguas.plumbing.schema import table

tax_rates = table(
    "tax_rates",
    Column("jurisdiction", String(16), primary_key=True),
    Column("category", String(24), primary_key=True),
    Column("from_on", Date, primary_key=True),
    Column("rate_bp", Integer, nullable=False),
    Column("citation", Text, nullable=False),
    distribution="reference",
)
