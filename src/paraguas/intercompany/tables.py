"""The shape of the rows of intercompany: each entry stands once for each of the two."""

from sqlalchemy import Column, Index, Integer, String

from paraguas.plumbing.schema import IdType, Instant, Json, Minor, table

intercompany_prices = table(
    "intercompany_prices",
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Json, nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("saved_by", String(80), nullable=False),
    Column("reason", String(200), nullable=False),
    distribution="reference",
)
intercompany_entries = table(
    "intercompany_entries",
    Column("entity_id", IdType, primary_key=True),
    Column("cause_id", IdType, primary_key=True),
    Column("kind", String(12), primary_key=True),
    Column("other_id", IdType, nullable=False),
    Column("order_id", IdType, nullable=False),
    Column("order_number", String(24), nullable=False),
    Column("subject_id", IdType, nullable=False),
    Column("amount_minor", Minor, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("at", Instant, nullable=False),
    Column("lines", Json, nullable=False),
    Column("prices_version", Integer, nullable=False),
    Index("intercompany_pairs", "entity_id", "other_id", "at"),
    Index("intercompany_orders", "order_id"),
    distribution="entity",
)
