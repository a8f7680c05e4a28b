"""The rows of exceptions."""

from sqlalchemy import Column, String

from paraguas.plumbing.schema import IdType, Instant, table

exception_owners = table(
    "exception_owners",
    Column("subject_id", IdType, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("owner", String(64)),
    Column("at", Instant, nullable=False),
    distribution="key",
)
