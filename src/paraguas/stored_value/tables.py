"""The shape of the rows of stored value: gift cards, store credits and credit accounts alike."""

from sqlalchemy import CheckConstraint, Column, SmallInteger, String

from paraguas.plumbing.schema import IdType, Instant, Minor, table

gift_cards = table(
    "gift_cards",
    Column("card_id", IdType, primary_key=True),
    Column("currency", String(3), nullable=False),
    Column("balance_minor", Minor, nullable=False),
    Column("last4", String(4), nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("kind", String(12), nullable=False, server_default="gift_card"),
    Column("holder_id", IdType),
    Column("limit_minor", Minor),
    CheckConstraint("balance_minor >= 0", name="gift_card_not_below_zero"),
    distribution="account_id",
)
gift_card_entries = table(
    "gift_card_entries",
    Column("card_id", IdType, primary_key=True),
    Column("cause_id", IdType, primary_key=True),
    Column("cause_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("amount_minor", Minor, nullable=False),
    Column("at", Instant, nullable=False),
    distribution="account_id",
)
