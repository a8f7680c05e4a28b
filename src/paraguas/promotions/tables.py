"""The rows of promotions."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, SmallInteger, String, Text

from paraguas.plumbing.schema import IdType, Instant, Json, Minor, table

promotions = table(
    "promotions",
    Column("code", String(40), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("market", String(24), nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant),
    Column("terms", Json, nullable=False),
    distribution="reference",
)
door_differences = table(
    "door_differences",
    Column("difference_id", IdType, primary_key=True),
    Column("terms", Json, nullable=False),
    distribution="reference",
)
coupons = table(
    "coupons",
    Column("coupon_id", IdType, primary_key=True),
    Column("code", String(60), nullable=False),
    Column("promotion", String(40), nullable=False),
    Column("uses", Integer),
    Column("per_person", Integer),
    Column("expires_at", Instant),
    Column("used", Integer, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Index("coupons_by_promotion", "promotion", "coupon_id"),
    CheckConstraint("used >= 0 AND (uses IS NULL OR used <= uses)", name="coupon_not_overused"),
    distribution="key",
)
coupon_uses = table(
    "coupon_uses",
    Column("coupon_id", IdType, primary_key=True),
    Column("holder_id", IdType, primary_key=True),
    Column("use_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("order_id", IdType, nullable=False),
    Column("at", Instant, nullable=False),
    distribution="key",
)
promotion_shares = table(
    "promotion_shares",
    Column("order_id", IdType, primary_key=True),
    Column("line_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("promotion", String(40), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("amount_minor", Minor, nullable=False),
    Column("coupon", String(60), nullable=False),
    distribution="order_id",
)
