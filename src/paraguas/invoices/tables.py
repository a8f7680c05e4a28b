"""Rows of invoices."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    SmallInteger,
    String,
    Text,
)

from paraguas.plumbing.schema import IdType, Instant, Json, Minor, table

tax_rates = table(
    "tax_rates",
    Column("jurisdiction", String(16), primary_key=True),
    Column("category", String(24), primary_key=True),
    Column("from_on", Date, primary_key=True),
    Column("rate_pcm", Integer, nullable=False),
    Column("citation", Text, nullable=False),
    Column("until_on", Date),
    Column("parts", Json, nullable=False),
    Column("treatment", String(16)),
    Column("reason", String(24), nullable=False),
    distribution="reference",
)
tax_jurisdictions = table(
    "tax_jurisdictions",
    Column("code", String(16), primary_key=True),
    Column("zone", String(40), nullable=False),
    Column("area", String(16), nullable=False),
    Column("vat_prefix", String(4), nullable=False),
    Column("reasons", Json, nullable=False),
    distribution="reference",
)

number_ranges = table(
    "number_ranges",
    Column("entity_id", IdType, primary_key=True),
    Column("series", String(16), primary_key=True),
    Column("year", SmallInteger, primary_key=True, autoincrement=False),
    Column("next_number", Integer, nullable=False),
    distribution="entity",
)
# Begins with what a person reads off the paper, so that a number is found without its entity.
invoice_numbers = table(
    "invoice_numbers",
    Column("series", String(16), primary_key=True),
    Column("year", SmallInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("entity_id", IdType, primary_key=True),
    Column("order_id", IdType, nullable=False),
    Column("invoice_id", IdType, nullable=False),
    distribution="entity",
)
invoices = table(
    "invoices",
    Column("order_id", IdType, primary_key=True),
    Column("invoice_id", IdType, primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("series", String(16), nullable=False),
    Column("number", String(32), nullable=False),
    Column("order_number", String(16), nullable=False),
    Column("entity_id", IdType, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("zone", String(40), nullable=False),
    Column("language", String(8), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("prices_include_tax", Boolean, nullable=False),
    Column("refers_to", IdType),
    Column("refers_to_number", String(32), nullable=False),
    Column("reason", String(12)),
    Column("seller", Json, nullable=False),
    Column("buyer", Json, nullable=False),
    Column("paid", Json, nullable=False),
    Column("net_minor", Minor, nullable=False),
    Column("tax_minor", Minor, nullable=False),
    distribution="order_id",
)
# Two writers that invoice or credit a line at once both write its next part: the key lets one in.
invoice_lines = table(
    "invoice_lines",
    Column("order_id", IdType, primary_key=True),
    Column("kind", String(12), primary_key=True),
    Column("line_no", Integer, primary_key=True, autoincrement=False),
    Column("part_no", Integer, primary_key=True, autoincrement=False),
    Column("invoice_id", IdType, nullable=False),
    Column("first_unit", Integer, nullable=False),
    Column("units", Integer, nullable=False),
    Column("grouped", String(12), nullable=False),
    Column("code", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("unit", String(12), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("line_amount_minor", Minor, nullable=False),
    Column("line_tax_minor", Minor, nullable=False),
    Column("tax_rate_pcm", Integer, nullable=False),
    Column("tax_recorded", Boolean, nullable=False),
    Column("net_minor", Minor, nullable=False),
    Column("tax_minor", Minor, nullable=False),
    Column("discount_minor", Minor, nullable=False),
    Column("tax_treatment", String(16), nullable=False),
    Column("tax_reason", String(24), nullable=False),
    Column("tax_parts", Json, nullable=False),
    Column("bundle", Json),
    ForeignKeyConstraint(["order_id", "invoice_id"], ["invoices.order_id", "invoices.invoice_id"]),
    distribution="order_id",
)
