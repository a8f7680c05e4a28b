"""The rows of changes.

A set's number is the next of its order: two who open one at once collide on the primary key, and
the slower sees the other's.
"""

from sqlalchemy import Column, Integer, SmallInteger, String, Text

from paraguas.plumbing.schema import IdType, Instant, Json, Minor, table

change_sets = table(
    "change_sets",
    Column("order_id", IdType, primary_key=True),
    Column("change_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("status", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("changes", Json, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("opened_by", String(64), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("closed_by", String(64)),
    Column("basis", String(64)),
    Column("difference_minor", Minor),
    distribution="order_id",
)
