"""The rows of quotes."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Text

from paraguas.plumbing.schema import IdType, Instant, Json, Minor, table

quotes = table(
    "quotes",
    Column("quote_id", IdType, primary_key=True),
    Column("number", String(12), nullable=False),
    Column("version", Integer, nullable=False),
    Column("status", String(12), nullable=False),
    Column("market", String(24), nullable=False),
    Column("channel", String(24), nullable=False),
    Column("language", String(8), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("prices_include_tax", Boolean, nullable=False),
    Column("wanted", Json, nullable=False),
    Column("lines", Json, nullable=False),
    Column("total_minor", Minor, nullable=False),
    Column("tax_minor", Minor, nullable=False),
    Column("given_minor", Minor, nullable=False),
    Column("valid_until", Instant, nullable=False),
    Column("note", Text, nullable=False),
    Column("drafted_at", Instant, nullable=False),
    Column("drafted_by", String(64), nullable=False),
    Column("sent_at", Instant),
    Column("sent_by", String(64)),
    Column("closed_at", Instant),
    Column("order_id", IdType),
    Index("quotes_by_status", "status", "quote_id"),
    distribution="key",
)
