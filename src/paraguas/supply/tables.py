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
feeds = table(
    "feeds",
    Column("place_id", IdType, primary_key=True),
    Column("feed", String(40), primary_key=True),
    Column("version", Integer, nullable=False),
    distribution="place",
)
feed_messages = table(
    "feed_messages",
    Column("place_id", IdType, primary_key=True),
    Column("feed", String(40), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("digest", IdType, nullable=False),
    Column("told_at", Instant, nullable=False),
    Column("at", Instant, nullable=False),
    distribution="place",
)
feed_lines = table(
    "feed_lines",
    Column("place_id", IdType, primary_key=True),
    Column("feed", String(40), primary_key=True),
    Column("sku_id", IdType, primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(12), nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("told_at", Instant, nullable=False),
    distribution="place",
)
feed_numbers = table(
    "feed_numbers",
    Column("place_id", IdType, primary_key=True),
    Column("feed", String(40), primary_key=True),
    Column("sku_id", IdType, primary_key=True),
    Column("base", BigInteger, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("told_at", Instant, nullable=False),
    Column("kept", BigInteger, nullable=False),
    distribution="place",
)
feed_closings = table(
    "feed_closings",
    Column("place_id", IdType, primary_key=True),
    Column("feed", String(40), primary_key=True),
    Column("closing_id", IdType, primary_key=True),
    Column("sku_id", IdType, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("difference", BigInteger, nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(64), nullable=False),
    Index("feed_closings_of", "place_id", "feed", "sku_id"),
    distribution="place",
)
keep_rules = table(
    "keep_rules",
    Column("rule_no", Integer, primary_key=True, autoincrement=False),
    Column("units", BigInteger, nullable=False),
    Column("channel", String(24), nullable=False),
    Column("category", String(60), nullable=False),
    Column("place_kind", String(12), nullable=False),
    Column("place", String(40), nullable=False),
    distribution="reference",
)
level_rules = table(
    "level_rules",
    Column("rule_no", Integer, primary_key=True, autoincrement=False),
    Column("low_up_to", BigInteger, nullable=False),
    Column("medium_up_to", BigInteger, nullable=False),
    Column("market", String(40), nullable=False),
    Column("category", String(60), nullable=False),
    distribution="reference",
)
