"""The rows of inventory; all are spread by SKU, so a SKU's stock stays in one place."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, String, Text, text

from paraguas.plumbing.schema import IdType, Instant, table

_LIVE = text("ended_at IS NULL")

positions = table(
    "positions",
    Column("sku_id", IdType, primary_key=True),
    Column("place_id", IdType, primary_key=True),
    Column("on_hand", BigInteger, nullable=False),
    Column("allocated", BigInteger, nullable=False),
    Column("reserved", BigInteger, nullable=False),
    Column("safety_stock", BigInteger, nullable=False),
    CheckConstraint(
        "on_hand >= 0 AND allocated >= 0 AND reserved >= 0 AND safety_stock >= 0",
        name="positions_not_negative",
    ),
    distribution="sku",
)
movements = table(
    "movements",
    Column("sku_id", IdType, primary_key=True),
    Column("place_id", IdType, primary_key=True),
    Column("cause_id", IdType, primary_key=True),
    Column("cause_no", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(12), primary_key=True),
    Column("on_hand_diff", BigInteger, nullable=False),
    Column("allocated_diff", BigInteger, nullable=False),
    Column("reserved_diff", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("reason", Text),
    distribution="sku",
)
holds = table(
    "holds",
    Column("sku_id", IdType, primary_key=True),
    Column("place_id", IdType, primary_key=True),
    Column("hold_id", IdType, primary_key=True),
    Column("basket_id", IdType, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index("holds_live", "basket_id", postgresql_where=_LIVE, sqlite_where=_LIVE),
    distribution="sku",
)
