"""The rows of claims: with their order's."""

from sqlalchemy import Column, Index, Integer, String, Text

from paraguas.plumbing.schema import IdType, Instant, Json, Minor, table

claims = table(
    "claims",
    Column("order_id", IdType, primary_key=True),
    Column("claim_id", IdType, primary_key=True),
    Column("number", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("entity_id", IdType, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("door", String(24), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("opened_by", String(64), nullable=False),
    Column("line_no", Integer, nullable=False),
    Column("sku_id", IdType, nullable=False),
    Column("units", Integer, nullable=False),
    Column("defect", String(24), nullable=False),
    Column("what", Text, nullable=False),
    Column("wish", String(12), nullable=False),
    Column("guarantee", Json, nullable=False),
    Column("until_on", String(10), nullable=False),
    Column("override", Text),
    Column("place_id", IdType),
    Column("repairer", Text),
    Column("tracking", String(120)),
    Column("received_at", Instant),
    Column("ended_at", Instant),
    Column("ended_because", Text),
    Column("given_minor", Minor, nullable=False),
    Column("return_id", IdType),
    Index("claims_by_id", "claim_id"),
    Index("claims_by_number", "number"),
    Index("claims_by_state", "state", "claim_id"),
    Index("claims_by_place", "place_id", "claim_id"),
    distribution="order_id",
)
