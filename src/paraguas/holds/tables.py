"""The rows of holds."""

from sqlalchemy import Column, Index, Integer, SmallInteger, String, Text

from paraguas.plumbing.schema import IdType, Instant, Minor, table

order_holds = table(
    "order_holds",
    Column("order_id", IdType, primary_key=True),
    Column("hold_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("kind", String(24), nullable=False),
    Column("reason", Text, nullable=False),
    Column("owner", String(64), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("placed_at", Instant, nullable=False),
    Column("placed_by", String(64), nullable=False),
    Column("lifted_at", Instant),
    Column("lifted_by", String(64)),
    Column("lifted_because", Text),
    Index("order_holds_by_due", "lifted_at", "due_at"),
    distribution="order_id",
)
hold_kinds = table(
    "hold_kinds",
    Column("kind", String(24), primary_key=True),
    Column("hours", Integer, nullable=False),
    distribution="reference",
)
hold_rules = table(
    "hold_rules",
    Column("market", String(24), primary_key=True),
    Column("kind", String(24), primary_key=True),
    Column("above_minor", Minor, nullable=False),
    Column("owner", String(64), nullable=False),
    Column("hours", Integer, nullable=False),
    distribution="reference",
)
