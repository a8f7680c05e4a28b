"""The rows of baskets."""

from sqlalchemy import Column, Integer, LargeBinary, String

from paraguas.plumbing.schema import IdType, Instant, table

baskets = table(
    "baskets",
    Column("basket_id", IdType, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("status", String(12), nullable=False),
    Column("channel", String(24), nullable=False),
    Column("market", String(24), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("token", IdType, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("order_id", IdType),
    # The key of the body; nothing once whoever filled it is forgotten.
    Column("body", LargeBinary, nullable=False),
    Column("seal", LargeBinary, nullable=False),
    distribution="key",
)
