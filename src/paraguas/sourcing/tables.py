"""The shape of sourcing's rows."""

from sqlalchemy import Column, LargeBinary, SmallInteger

from paraguas.plumbing.schema import IdType, Instant, table

sourcing_traces = table(
    "sourcing_traces",
    Column("order_id", IdType, primary_key=True),
    Column("group_no", SmallInteger, primary_key=True),
    Column("at", Instant, primary_key=True),
    Column("trace", LargeBinary, nullable=False),
    distribution="order_id",
)
