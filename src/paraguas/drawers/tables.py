"""The shape of the rows of drawers.

A session's number is the next of its till: two who open the same drawer collide on the primary
key, and the slower decides again.
"""

from sqlalchemy import Column, Index, Integer, SmallInteger, String, Text

from paraguas.plumbing.schema import IdType, Instant, Json, Minor, table

drawer_sessions = table(
    "drawer_sessions",
    Column("place_id", IdType, primary_key=True),
    Column("till", String(24), primary_key=True),
    Column("session_no", Integer, primary_key=True, autoincrement=False),
    Column("session_id", IdType, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("float_minor", Minor, nullable=False),
    Column("state", String(12), nullable=False),
    Column("version", Integer, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("opened_by", String(64), nullable=False),
    Column("alone_minor", Minor, nullable=False),
    Column("counted_at", Instant),
    Column("counted_by", String(64)),
    Column("pieces", Json),
    Column("counted_minor", Minor),
    Column("expected_minor", Minor),
    Column("closed_at", Instant),
    Column("closed_by", String(64)),
    Column("reason", Text),
    Index("drawer_sessions_by_id", "session_id"),
    Index("drawer_sessions_opened", "place_id", "opened_at"),
    distribution="place",
)
drawer_limits = table(
    "drawer_limits",
    Column("currency", String(3), primary_key=True),
    Column("alone_minor", Minor, nullable=False),
    distribution="reference",
)
drawer_entries = table(
    "drawer_entries",
    Column("place_id", IdType, primary_key=True),
    Column("session_id", IdType, primary_key=True),
    Column("entry_no", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(12), nullable=False),
    Column("amount_minor", Minor, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("reason", Text),
    Column("order_id", IdType),
    Column("transaction_no", SmallInteger),
    Index("drawer_entries_once", "place_id", "order_id", "transaction_no", unique=True),
    distribution="place",
)
