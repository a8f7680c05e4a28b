"""The rows of returns: with their order's, each whole with its items."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Text

from paraguas.plumbing.schema import IdType, Instant, Json, Minor, table

returns = table(
    "returns",
    Column("order_id", IdType, primary_key=True),
    Column("return_id", IdType, primary_key=True),
    Column("number", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("entity_id", IdType, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("door", String(24), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("asked_by", String(64), nullable=False),
    Column("gift", Boolean, nullable=False),
    Column("withdrawal", Boolean, nullable=False),
    Column("items", Json, nullable=False),
    Column("holder_id", IdType),
    Column("override", Text),
    Column("override_by", String(64)),
    Column("approved_by", String(64)),
    Column("place_id", IdType),
    Column("place_entity_id", IdType),
    Column("tracking", String(120)),
    Column("sent_at", Instant),
    Column("received_at", Instant),
    Column("ended_at", Instant),
    Column("ended_because", Text),
    Column("refunded_minor", Minor, nullable=False),
    Column("credited_minor", Minor, nullable=False),
    Column("short_minor", Minor, nullable=False),
    Index("returns_by_id", "return_id"),
    Index("returns_by_number", "number"),
    Index("returns_by_state", "state", "return_id"),
    distribution="order_id",
)
