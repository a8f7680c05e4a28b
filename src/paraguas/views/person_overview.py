"""A person at a glance: her orders, what was promised and kept, returns, and letters."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Table, bindparam, func, select

from paraguas.customers.queries import records_of_person
from paraguas.messages.tables import letters
from paraguas.orders.tables import order_contacts, orders, promises
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import Tx
from paraguas.returns.tables import returns
from paraguas.values.ids import OrderId, RecordId
from paraguas.views.persons_orders import orders_of_person

MOST_SHOWN = 100
"""So many orders, the newest, are told of; all are counted."""


class OrderShort(Struct, frozen=True):
    """An order in a line."""

    order_id: str
    number: str
    placed_at: int
    channel: str
    market: str
    status: str
    payment_status: str
    fulfilment_status: str
    currency: str
    total_minor: int


class ReturnShort(Struct, frozen=True):
    """A return in a line."""

    return_id: str
    number: str
    order_id: str
    state: str
    asked_at: int
    currency: str
    refunded_minor: int


class LetterShort(Struct, frozen=True):
    """A letter in a line: about what, and what became of it."""

    letter_id: str
    order_id: str
    moment: str
    subject: str
    language: str
    queued_at: int
    state: str


class Overview(Struct, frozen=True):
    """A person at a glance.

    order_count: of all her orders.  promises: how many are open, kept, broken, moved or dropped, of
    the orders shown.
    """

    person_id: str
    record_ids: tuple[str, ...]
    order_count: int
    orders: tuple[OrderShort, ...]
    promises: dict[str, int]
    returns: tuple[ReturnShort, ...]
    letters: tuple[LetterShort, ...]


def _of_orders(table: Table, shape: type[Any]) -> Prepared:
    columns = (table.c[name] for name in shape.__struct_fields__)
    asked = table.c.order_id.in_(bindparam("orders", expanding=True))
    return Prepared(select(*columns).where(asked))


_COUNT = Prepared(
    select(func.count().label("orders")).where(
        order_contacts.c.contact_key.in_(bindparam("records", expanding=True))
    )
)
_ORDERS = _of_orders(orders, OrderShort)
_RETURNS = _of_orders(returns, ReturnShort)
_LETTERS = _of_orders(letters, LetterShort)
_PROMISES = Prepared(
    select(promises.c.state, func.count().label("many"))
    .where(promises.c.order_id.in_(bindparam("orders", expanding=True)))
    .group_by(promises.c.state)
)


def person_overview(tx: Tx, person_id: str) -> Overview:
    """Tell a person at a glance by the id of any record of hers; raises PersonUnknown."""
    own = records_of_person(tx, person_id)
    hers = orders_of_person(tx, list(own), most=MOST_SHOWN)
    counted = count_orders(tx, list(own))
    kept = Counter({row.state: row.many for row in _rows(tx, _PROMISES, hers)})
    return Overview(
        *(next(iter(own.values())).person_id, tuple(own), counted),
        orders=_newest(OrderShort, _rows(tx, _ORDERS, hers), "placed_at", "order_id"),
        promises=dict(kept),
        returns=_newest(ReturnShort, _rows(tx, _RETURNS, hers), "asked_at", "return_id"),
        letters=_newest(LetterShort, _rows(tx, _LETTERS, hers), "queued_at", "letter_id"),
    )


def count_orders(tx: Tx, record_ids: Sequence[RecordId]) -> int:
    """Count the orders that left these records."""
    return int(tx.value(_COUNT, records=list(record_ids)))


def _rows(tx: Tx, asked: Prepared, order_ids: Sequence[OrderId]) -> Sequence[Any]:
    return tx.all(asked, orders=order_ids) if order_ids else ()


def _newest(shape: type[Any], rows: Sequence[Any], at: str, name: str) -> tuple[Any, ...]:
    ordered = sorted(rows, key=lambda row: (getattr(row, at), getattr(row, name)), reverse=True)
    return tuple(shape(*row) for row in ordered)
