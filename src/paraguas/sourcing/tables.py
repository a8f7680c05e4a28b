"""The shape of sourcing's rows."""

from sqlalchemy import Column, Integer, LargeBinary, SmallInteger, String

from paraguas.plumbing.schema import IdType, Instant, Json, table

sourcing_traces = table(
    "sourcing_traces",
    Column("order_id", IdType, primary_key=True),
    Column("group_no", SmallInteger, primary_key=True),
    Column("at", Instant, primary_key=True),
    Column("trace", LargeBinary, nullable=False),
    distribution="order_id",
)
sourcing_rules = table(
    "sourcing_rules",
    Column("name", String(40), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("body", Json, nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("saved_by", String(80), nullable=False),
    Column("reason", String(200), nullable=False),
    distribution="reference",
)
