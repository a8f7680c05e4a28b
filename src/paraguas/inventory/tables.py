"""The rows of inventory: stock is spread by SKU, the papers about it by the place they are for."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    Text,
    text,
)

from paraguas.plumbing.schema import IdType, Instant, Json, table

_LIVE = text("ended_at IS NULL")
ASIDE = text("damaged + quality > 0")
"""Positions with units that are not for sale; an index holds only those."""

ON_THE_WAY = text("received + written_off + returned < quantity")
"""Lines of transfers with units still on the way; an index holds only those."""

positions = table(
    "positions",
    Column("sku_id", IdType, primary_key=True),
    Column("place_id", IdType, primary_key=True),
    Column("on_hand", BigInteger, nullable=False),
    Column("allocated", BigInteger, nullable=False),
    Column("reserved", BigInteger, nullable=False),
    Column("safety_stock", BigInteger, nullable=False),
    Column("damaged", BigInteger, nullable=False, server_default="0"),
    Column("quality", BigInteger, nullable=False, server_default="0"),
    CheckConstraint(
        "on_hand >= 0 AND allocated >= 0 AND reserved >= 0 AND safety_stock >= 0 "
        "AND damaged >= 0 AND quality >= 0",
        name="positions_not_negative",
    ),
    Index("positions_aside", "place_id", postgresql_where=ASIDE, sqlite_where=ASIDE),
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
    Column("damaged_diff", BigInteger, nullable=False, server_default="0"),
    Column("quality_diff", BigInteger, nullable=False, server_default="0"),
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
transfers = table(
    "transfers",
    Column("place_id", IdType, primary_key=True),
    Column("transfer_id", IdType, primary_key=True),
    Column("number", String(16), nullable=False),
    Column("from_place_id", IdType, nullable=False),
    Column("state", String(12), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("created_by", String(64), nullable=False),
    Column("expected_at", Instant),
    Column("ended_at", Instant),
    Column("reason", Text),
    Index("transfers_by_id", "transfer_id"),
    Index("transfers_sent", "from_place_id", "transfer_id"),
    distribution="place",
)
transfer_lines = table(
    "transfer_lines",
    Column("place_id", IdType, primary_key=True),
    Column("transfer_id", IdType, primary_key=True),
    Column("sku_id", IdType, primary_key=True),
    Column("quantity", BigInteger, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("written_off", BigInteger, nullable=False),
    Column("returned", BigInteger, nullable=False),
    Index("transfer_lines_open", "sku_id", postgresql_where=ON_THE_WAY, sqlite_where=ON_THE_WAY),
    distribution="place",
)
transfer_receipts = table(
    "transfer_receipts",
    Column("place_id", IdType, primary_key=True),
    Column("transfer_id", IdType, primary_key=True),
    Column("receipt_no", Integer, primary_key=True, autoincrement=False),
    Column("document", String(60), nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("units", Json, nullable=False),
    Index("transfer_receipts_once", "place_id", "transfer_id", "document", unique=True),
    distribution="place",
)
counts = table(
    "counts",
    Column("place_id", IdType, primary_key=True),
    Column("count_id", IdType, primary_key=True),
    Column("number", String(16), nullable=False),
    Column("whole", Boolean, nullable=False),
    Column("state", String(12), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("opened_by", String(64), nullable=False),
    Column("closed_at", Instant),
    Column("closed_by", String(64)),
    Column("reason", Text),
    Index("counts_by_id", "count_id"),
    distribution="place",
)
count_lines = table(
    "count_lines",
    Column("place_id", IdType, primary_key=True),
    Column("count_id", IdType, primary_key=True),
    Column("sku_id", IdType, primary_key=True),
    Column("counted", BigInteger),
    Column("expected", BigInteger),
    Column("counted_at", Instant),
    Column("counted_by", String(64)),
    Column("short", BigInteger, nullable=False),
    distribution="place",
)
