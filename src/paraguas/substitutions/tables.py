"""The shape of the rows of substitutions.

A question's number is the next of its order: two who ask at once collide on the primary key.
"""

from sqlalchemy import Column, Integer, SmallInteger, String, Text

from paraguas.plumbing.schema import IdType, Instant, Minor, table

substitution_rules = table(
    "substitution_rules",
    Column("market", String(24), primary_key=True),
    Column("charge", String(8), nullable=False),
    Column("wait_minutes", Integer, nullable=False),
    Column("dearer_pcm", Integer, nullable=False),
    distribution="reference",
)
substitutions = table(
    "substitutions",
    Column("order_id", IdType, primary_key=True),
    Column("substitution_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("fulfilment_id", IdType, nullable=False),
    Column("line_no", SmallInteger, nullable=False),
    Column("units", Integer, nullable=False),
    Column("code", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("unit_minor", Minor, nullable=False),
    Column("saved_minor", Minor, nullable=False),
    Column("reason", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("asked_by", String(80), nullable=False),
    Column("answer_by_at", Instant, nullable=False),
    Column("answer", String(12), nullable=False),
    Column("answered_at", Instant),
    Column("answered_by", String(80)),
    Column("note", Text),
    distribution="order_id",
)
