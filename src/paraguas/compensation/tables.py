"""The shape of compensation's rows."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Integer, SmallInteger, String

from paraguas.plumbing.schema import IdType, Instant, Json, Minor, table

compensation_rules = table(
    "compensation_rules",
    Column("market", String(24), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", Json, nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("saved_by", String(80), nullable=False),
    Column("reason", String(200), nullable=False),
    distribution="reference",
)
compensations = table(
    "compensations",
    Column("order_id", IdType, primary_key=True),
    Column("promise_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("kind", String(12), nullable=False),
    Column("cause", String(40), nullable=False),
    Column("late", BigInteger, nullable=False),
    Column("market", String(24), nullable=False),
    Column("version", Integer, nullable=False),
    Column("rule_no", SmallInteger, nullable=False),
    Column("amount_minor", Minor, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("credit_id", IdType, nullable=False),
    Column("card_id", IdType, nullable=False),
    Column("granted_at", Instant, nullable=False),
    CheckConstraint("amount_minor > 0", name="compensation_above_zero"),
    distribution="order_id",
)
