"""The rows of training."""

from sqlalchemy import Column, Integer, String

from paraguas.plumbing.schema import IdType, Instant, table

confirmations = table(
    "playbook_confirmations",
    Column("actor_id", IdType, primary_key=True),
    Column("playbook", String(24), primary_key=True),
    Column("fingerprint", IdType, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    distribution="key",
)
