"""The shape of the rows of payments.

A transaction's number is the next of its order: two writers that decide on the same state collide
on the primary key, and the slower decides again.  So no sum needs a lock or a stored total.
"""

from sqlalchemy import CheckConstraint, Column, Index, SmallInteger, String, UniqueConstraint, text

from paraguas.plumbing.schema import IdType, Instant, Minor, table

_IS_LATER = "{row}transaction_no > 1 AND {row}kind IN ('capture', 'refund')"
LATER = text(_IS_LATER.format(row="payment_transactions."))
"""Steps that move money after an order's first: few of them are written while it is placed."""

_LATER = text(_IS_LATER.format(row=""))
_IS_NAMED = "{row}reference IS NOT NULL AND {row}kind IN ('capture', 'refund')"
NAMED = text(_IS_NAMED.format(row="payment_transactions."))
"""Steps that moved money and that a provider has a name for."""

_NAMED = text(_IS_NAMED.format(row=""))

tenders = table(
    "tenders",
    Column("order_id", IdType, primary_key=True),
    Column("tender_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("kind", String(12), nullable=False),
    Column("amount_minor", Minor, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("instrument", String(200), nullable=False),
    Column("label", String(40), nullable=False),
    Column("given_minor", Minor),
    Column("change_minor", Minor),
    CheckConstraint("amount_minor > 0 OR kind = 'cash'", name="only_cash_is_paid_out"),
    distribution="order_id",
)
payment_transactions = table(
    "payment_transactions",
    Column("order_id", IdType, primary_key=True),
    Column("transaction_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("tender_no", SmallInteger, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("amount_minor", Minor, nullable=False),
    Column("rounding_minor", Minor, nullable=False, server_default="0"),
    Column("reference", String(120)),
    Column("reason", String(120)),
    Column("asks", SmallInteger, nullable=False, server_default="0"),
    Column("asked_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("fulfilment_id", IdType),
    Column("place_id", IdType),
    Column("till", String(200)),
    Index("payment_steps_named", "reference", postgresql_where=_NAMED, sqlite_where=_NAMED),
    Index("payment_steps_later", "settled_at", postgresql_where=_LATER, sqlite_where=_LATER),
    distribution="order_id",
)
payment_dues = table(
    "payment_dues",
    Column("order_id", IdType, primary_key=True),
    Column("due_no", SmallInteger, primary_key=True, autoincrement=False),
    Column("fulfilment_id", IdType, nullable=False),
    Column("amount_minor", Minor, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("order_id", "fulfilment_id"),
    distribution="order_id",
)
