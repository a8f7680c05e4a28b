"""The rows of policies."""

from sqlalchemy import Boolean, Column, Integer, String, Text

from paraguas.plumbing.schema import Instant, Json, table

versions = table(
    "policy_versions",
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("content_hash", String(64), nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("proposed_by", String(64), nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("note", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("settled_at", Instant),
    Column("files", Json, nullable=False),
    distribution="reference",
    wide=True,
)
votes = table(
    "policy_votes",
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("department", String(16), primary_key=True),
    Column("actor", String(64), nullable=False),
    Column("agrees", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
    distribution="reference",
)
