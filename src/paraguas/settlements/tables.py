"""The shape of the rows of settlements."""

from sqlalchemy import Column, Index, Integer, SmallInteger, String, Text

from paraguas.plumbing.schema import IdType, Instant, Minor, table

settlement_lines = table(
    "settlement_lines",
    Column("line_id", IdType, primary_key=True),
    Column("payout", String(60), nullable=False),
    Column("reference", String(120), nullable=False),
    Column("key", String(120), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("amount_minor", Minor, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("fee_minor", Minor, nullable=False),
    Column("settled_on", String(10), nullable=False),
    Column("order_id", IdType),
    Column("transaction_no", SmallInteger),
    Column("taken_at", Instant, nullable=False),
    Index("settlement_lines_of_step", "order_id", "transaction_no"),
    Index("settlement_lines_of_payout", "payout"),
    distribution="key",
)
settlement_differences = table(
    "settlement_differences",
    Column("difference_id", IdType, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("state", String(12), nullable=False),
    Column("version", Integer, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("ours_minor", Minor),
    Column("theirs_minor", Minor),
    Column("payout", String(60)),
    Column("reference", String(120)),
    Column("line_id", IdType),
    Column("order_id", IdType),
    Column("transaction_no", SmallInteger),
    Column("owner", String(64)),
    Column("closed_at", Instant),
    Column("closed_by", String(64)),
    Column("reason", Text),
    Index("settlement_differences_by_state", "state", "opened_at", "difference_id"),
    distribution="key",
)
