"""The rows of webhooks."""

from sqlalchemy import Column, String

from paraguas.plumbing.schema import IdType, Instant, Json, table

endpoints = table(
    "webhook_endpoints",
    Column("endpoint_id", IdType, primary_key=True),
    Column("url", String(1000), nullable=False),
    Column("facts", Json, nullable=False),
    Column("secret", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("state", String(12), nullable=False),
    Column("previous_secret", String(64)),
    Column("previous_until", Instant),
    distribution="reference",
)
