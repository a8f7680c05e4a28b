"""Rows of messages."""

from sqlalchemy import Column, String, Text

from paraguas.plumbing.schema import IdType, Instant, Json, table

# The id of a letter is made of order, moment and cause: so a cause writes one letter.
letters = table(
    "letters",
    Column("order_id", IdType, primary_key=True),
    Column("letter_id", IdType, primary_key=True),
    Column("moment", String(24), nullable=False),
    Column("cause", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    Column("brand", String(80), nullable=False),
    Column("addressee", Json, nullable=False),
    Column("subject", Text, nullable=False),
    Column("blocks", Json, nullable=False),
    Column("queued_at", Instant, nullable=False),
    Column("state", String(8), nullable=False),
    Column("settled_at", Instant),
    Column("problem", Text, nullable=False),
    distribution="order_id",
)
