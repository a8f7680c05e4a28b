"""The rows of staff."""

from sqlalchemy import Column, String

from paraguas.plumbing.schema import IdType, Instant, Json, table

actors = table(
    "actors",
    Column("actor_id", IdType, primary_key=True),
    Column("code", String(64), nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("role", String(12), nullable=False),
    Column("place_id", IdType),
    Column("languages", Json, nullable=False),
    Column("skills", Json, nullable=False),
    Column("authority_minor", Json, nullable=False),
    distribution="reference",
)
api_keys = table(
    "api_keys",
    Column("key_id", IdType, primary_key=True),
    Column("key_hash", String(64), nullable=False, unique=True),
    Column("actor_id", IdType, nullable=False),
    Column("scopes", Json, nullable=False),
    Column("door", String(24), nullable=False),
    Column("place_id", IdType),
    Column("issued_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    distribution="reference",
)
