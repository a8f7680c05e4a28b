"""Money that moved in a period, found without an index that placing would have to fill.

The first steps of an order are found by its id, which tells when it was placed; all later ones by
`payment_steps_later`.
"""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from paraguas.payments import tables as t
from paraguas.payments.tables import LATER, NAMED
from paraguas.plumbing.tx import Tx
from paraguas.values.time import Period

_MOST_IDS = 1000
_x, _tender = t.payment_transactions.c, t.tenders.c


def _moved() -> Select[Any]:
    return (
        select(
            *(_x.order_id, _x.transaction_no, _x.kind, _x.amount_minor, _x.rounding_minor),
            *(_x.settled_at, _x.place_id, _x.till, _tender.instrument, _tender.currency),
        )
        .join(t.tenders, (_tender.order_id == _x.order_id) & (_tender.tender_no == _x.tender_no))
        .where(_tender.kind == bindparam("tender"), _x.state == "done")
        .where(_x.kind.in_(("capture", "refund")))
        .where(_x.settled_at >= bindparam("start_at"), _x.settled_at < bindparam("end_at"))
    )


_OF_ORDERS = _moved().where(_x.order_id.in_(bindparam("orders", expanding=True)))
_LATER = _moved().where(LATER)

_BY_REFERENCE = select(_x.order_id, _x.transaction_no, _x.reference).where(
    NAMED, _x.reference.in_(bindparam("references", expanding=True))
)


def moved_of(tx: Tx, tender: str, order_ids: Collection[str], during: Period) -> Iterator[Row[Any]]:
    """Find what was taken and given back of orders with a kind of tender in a period."""
    wanted = sorted(order_ids)
    span = {"start_at": during.start_at, "end_at": during.end_at}
    for first in range(0, len(wanted), _MOST_IDS):
        part = wanted[first : first + _MOST_IDS]
        yield from tx.all(_OF_ORDERS, tender=tender, orders=part, **span)


def moved_later(tx: Tx, tender: str, during: Period) -> Iterator[Row[Any]]:
    """Find the later steps of all orders with a kind of tender in a period."""
    span = {"start_at": during.start_at, "end_at": during.end_at}
    yield from tx.all(_LATER, tender=tender, **span)


def named(tx: Tx, references: Collection[str]) -> dict[str, tuple[str, int]]:
    """Find the captures and refunds a provider calls so: reference -> order, number."""
    wanted = sorted(references)
    return {
        row.reference: (row.order_id, row.transaction_no)
        for first in range(0, len(wanted), _MOST_IDS)
        for row in tx.all(_BY_REFERENCE, references=wanted[first : first + _MOST_IDS])
    }
