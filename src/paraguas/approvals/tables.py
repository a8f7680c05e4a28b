"""The shape of the rows of approvals; a number taken meanwhile makes the slower decide again."""

from sqlalchemy import Column, Index, SmallInteger, String, Text, text

from paraguas.plumbing.schema import IdType, Instant, Minor, table

_WAITS = text("state = 'waiting'")

approvals = table(
    "approvals",
    Column("order_id", IdType, primary_key=True),
    Column("approval_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("kind", String(12), nullable=False),
    Column("change_no", SmallInteger),
    Column("basis", String(64)),
    Column("amount_minor", Minor, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("reason", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("asked_by", String(80), nullable=False),
    Column("state", String(12), nullable=False),
    Column("decided_at", Instant),
    Column("decided_by", String(80)),
    Column("word", Text),
    Index("approvals_waiting", "asked_at", postgresql_where=_WAITS, sqlite_where=_WAITS),
    distribution="order_id",
)
