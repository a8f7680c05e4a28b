"""The rows of back-orders."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, SmallInteger, String, text

from paraguas.plumbing.schema import IdType, Instant, table

STILL_WAITING = text("state = 'waiting'")
"""Units no place has yet; indexes hold only those."""

backorder_terms = table(
    "backorder_terms",
    Column("sku_id", IdType, primary_key=True),
    Column("market", String(24), primary_key=True),
    Column("against_supply", Boolean, nullable=False),
    Column("cap", BigInteger, nullable=False),
    Column("place_id", IdType),
    Column("lead_days", Integer, nullable=False),
    Column("available_on", String(10)),
    Column("authorise", String(12), nullable=False),
    distribution="reference",
)
backorder_pools = table(
    "backorder_pools",
    Column("sku_id", IdType, primary_key=True),
    Column("pool_id", IdType, primary_key=True),
    Column("place_id", IdType, nullable=False),
    Column("market", String(24), nullable=False),
    Column("units", BigInteger, nullable=False),
    Column("taken", BigInteger, nullable=False),
    Column("expected_on", String(10)),
    Index("backorder_pools_by_id", "pool_id"),
    distribution="sku",
)
backorder_holds = table(
    "backorder_holds",
    Column("sku_id", IdType, primary_key=True),
    Column("pool_id", IdType, primary_key=True),
    Column("basket_id", IdType, primary_key=True),
    Column("quantity", BigInteger, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index("backorder_holds_by_basket", "basket_id"),
    distribution="sku",
)
backorders = table(
    "backorders",
    Column("order_id", IdType, primary_key=True),
    Column("waiting_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("group_no", SmallInteger, nullable=False),
    Column("line_no", SmallInteger, nullable=False),
    Column("sku_id", IdType, nullable=False),
    Column("place_id", IdType, nullable=False),
    Column("market", String(24), nullable=False),
    Column("pool_id", IdType, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("promised_at", Instant, nullable=False),
    Column("state", String(12), nullable=False),
    Column("ended_at", Instant),
    Index(
        "backorders_waiting",
        *("sku_id", "place_id", "asked_at"),
        sqlite_where=STILL_WAITING,
        postgresql_where=STILL_WAITING,
    ),
    distribution="order_id",
)
