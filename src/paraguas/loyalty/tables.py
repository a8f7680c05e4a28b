"""The shape of loyalty's rows.

Events and postings are only ever added; lots and balances are what they come to, and a check on
each keeps them from falling below 0.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
)

from paraguas.plumbing.schema import IdType, Instant, Json, Minor, table

Points = BigInteger

programmes = table(
    "loyalty_programmes",
    Column("programme", String(24), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("saved_by", String(80), nullable=False),
    Column("reason", String(200), nullable=False),
    distribution="reference",
)
accounts = table(
    "loyalty_accounts",
    Column("account_id", IdType, primary_key=True),
    Column("number", String(40), nullable=False),
    Column("programme", String(24), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("place", String(16), nullable=False),
    Column("record_id", IdType),
    Column("pool_id", IdType),
    Column("version", Integer, nullable=False),
    Column("last_event", Integer, nullable=False),
    Column("active", Points, nullable=False),
    Column("pending", Points, nullable=False),
    Column("debt", Points, nullable=False),
    Column("next_at", Instant),
    CheckConstraint("active >= 0", name="active_points_not_below_zero"),
    CheckConstraint("pending >= 0", name="pending_points_not_below_zero"),
    CheckConstraint("debt >= 0", name="debt_of_points_not_below_zero"),
    Index("loyalty_accounts_record", "record_id"),
    Index("loyalty_accounts_pool", "pool_id"),
    distribution="account_id",
)
events = table(
    "loyalty_events",
    Column("account_id", IdType, primary_key=True),
    Column("event_no", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(12), nullable=False),
    Column("ledger", String(12), nullable=False),
    Column("cause_id", IdType, nullable=False),
    Column("cause_no", SmallInteger, nullable=False),
    Column("points", Points, nullable=False),
    Column("at", Instant, nullable=False),
    Column("of_event", Integer, nullable=False),
    Column("usable_at", Instant),
    Column("life", Instant),
    Column("back_life", Instant, nullable=False),
    Column("qualifying", Points, nullable=False),
    Column("version", Integer, nullable=False),
    Column("tier", String(24), nullable=False),
    Column("amount_minor", Minor, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("allocated_minor", Minor, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("reason", String(200), nullable=False),
    CheckConstraint("points >= 0", name="points_of_event_not_below_zero"),
    distribution="account_id",
)
lots = table(
    "loyalty_lots",
    Column("account_id", IdType, primary_key=True),
    Column("lot_no", Integer, primary_key=True, autoincrement=False),
    Column("ledger", String(12), nullable=False),
    Column("earned", Points, nullable=False),
    Column("usable_at", Instant),
    Column("life", Instant),
    Column("expires_at", Instant),
    Column("ready", Boolean, nullable=False),
    Column("spent", Points, nullable=False),
    Column("expired", Points, nullable=False),
    CheckConstraint("spent >= 0 AND expired >= 0", name="lot_gave_not_below_zero"),
    CheckConstraint("earned - spent - expired >= 0", name="lot_not_below_zero"),
    distribution="account_id",
)
postings = table(
    "loyalty_postings",
    Column("account_id", IdType, primary_key=True),
    Column("event_no", Integer, primary_key=True, autoincrement=False),
    Column("posting_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("lot_no", Integer, nullable=False),
    Column("ledger", String(12), nullable=False),
    Column("points", Points, nullable=False),
    distribution="account_id",
)
burns = table(
    "loyalty_burns",
    Column("order_id", IdType, primary_key=True),
    Column("transaction_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("account_id", IdType, primary_key=True),
    Column("points", Points, nullable=False),
    Column("amount_minor", Minor, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("back_points", Points, nullable=False),
    Column("back_minor", Minor, nullable=False),
    CheckConstraint("back_points >= 0 AND back_points <= points", name="no_more_points_back"),
    CheckConstraint("back_minor >= 0 AND back_minor <= amount_minor", name="no_more_worth_back"),
    distribution="order_id",
)
earning_orders = table(
    "loyalty_orders",
    Column("order_id", IdType, primary_key=True),
    Column("account_id", IdType, nullable=False),
    Column("programme", String(24), nullable=False),
    Column("version", Integer, nullable=False),
    Column("tier", String(24), nullable=False),
    Column("place", String(16), nullable=False),
    Column("day", String(10), nullable=False),
    Column("goods", Json, nullable=False),
    Column("event_no", Integer, nullable=False),
    Column("points", Points, nullable=False),
    Column("qualifying", Points, nullable=False),
    Column("allocated_minor", Minor, nullable=False),
    Column("usable_at", Instant),
    distribution="order_id",
)
