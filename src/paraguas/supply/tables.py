"""The rows of supply, spread by the place they are about."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Text, text

from paraguas.plumbing.schema import IdType, Instant, Json, table

EXPECTED = text("received + damaged + missing < quantity")
"""Lines with units still expected; an index holds only those."""

purchase_orders = table(
    "purchase_orders",
    Column("place_id", IdType, primary_key=True),
    Column("purchase_order_id", IdType, primary_key=True),
    Column("supplier", String(60), nullable=False),
    Column("reference", String(60), nullable=False),
    Column("over_percent", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("created_by", String(64), nullable=False),
    Column("ended_at", Instant),
    Column("reason", Text),
    Index("purchase_orders_by_id", "purchase_order_id"),
    Index("purchase_orders_of", "place_id", "at", "purchase_order_id"),
    distribution="place",
)
purchase_lines = table(
    "purchase_lines",
    Column("place_id", IdType, primary_key=True),
    Column("purchase_order_id", IdType, primary_key=True),
    Column("sku_id", IdType, primary_key=True),
    Column("quantity", BigInteger, nullable=False),
    Column("expected_on", String(10), nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("damaged", BigInteger, nullable=False),
    Column("missing", BigInteger, nullable=False),
    Index("purchase_lines_open", "sku_id", postgresql_where=EXPECTED, sqlite_where=EXPECTED),
    distribution="place",
)
purchase_receipts = table(
    "purchase_receipts",
    Column("place_id", IdType, primary_key=True),
    Column("purchase_order_id", IdType, primary_key=True),
    Column("receipt_no", Integer, primary_key=True, autoincrement=False),
    Column("document", String(60), nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("units", Json, nullable=False),
    Index("purchase_receipts_once", "place_id", "purchase_order_id", "document", unique=True),
    distribution="place",
)
