"""What a place took in on a day of its own: by tender, with its drawers (a till's Z report)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, bindparam, func, select

from paraguas.drawers.model import Session
from paraguas.drawers.queries import sessions_of
from paraguas.network.model import Place
from paraguas.orders.tables import orders
from paraguas.payments.tables import LATER, payment_transactions, tenders
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import earliest_id
from paraguas.values.time import whole_day

_o, _x, _t = orders.c, payment_transactions.c, tenders.c
_FIRST = bindparam("first", type_=_o.order_id.type)
_MOVED = (
    select(
        *(_t.currency, _t.kind.label("tender"), _x.kind, func.count().label("many")),
        func.sum(_x.amount_minor).label("amount"),
        func.sum(_x.rounding_minor).label("rounding"),
    )
    .select_from(payment_transactions)
    .join(orders, _o.order_id == _x.order_id)
    .join(tenders, (_t.order_id == _x.order_id) & (_t.tender_no == _x.tender_no))
    .where(_o.place_id == bindparam("place_id"), _x.state == "done")
    .where(_x.kind.in_(("capture", "refund")))
    .where(_x.settled_at >= bindparam("start_at"), _x.settled_at < bindparam("end_at"))
    .group_by(_t.currency, _t.kind, _x.kind)
)
# The money of the day's own orders, and what moved of older ones: see payments.store.moving.
_FRESH = _MOVED.where(_o.order_id >= _FIRST)
_OLDER = _MOVED.where(LATER, _o.order_id < _FIRST)
_SOLD = (
    select(_o.currency, func.count().label("many"), func.sum(_o.total_minor).label("total"))
    .where(_o.order_id >= _FIRST, _o.place_id == bindparam("place_id"))
    .where(_o.placed_at >= bindparam("start_at"), _o.placed_at < bindparam("end_at"))
    .group_by(_o.currency)
)


class TenderTakings(Struct, frozen=True):
    """What was taken and given back with a kind of tender in a currency.

    rounding_minor: what the rounding of cash brought beyond the amounts, or cost (below 0).
    net_minor: taken less given back, rounding counted: what should be there at the end of the day.
    """

    tender: str
    currency: str
    captures: int
    captured_minor: int
    refunds: int
    refunded_minor: int
    rounding_minor: int
    net_minor: int


class Sales(Struct, frozen=True):
    """How many orders were placed, and what they come to."""

    currency: str
    orders: int
    total_minor: int


class DrawerTakings(Struct, frozen=True):
    """A drawer that was opened on the day; what is expected only once it is counted."""

    drawer_id: str
    till: str
    state: str
    currency: str
    opened_at: int
    opened_by: str
    float_minor: int
    expected_minor: int | None
    counted_minor: int | None
    difference_minor: int | None


class DayTakings(Struct, frozen=True):
    """A place's day: what was sold, how it was paid, and the drawers opened on it."""

    place: str
    day: str
    sales: tuple[Sales, ...]
    tenders: tuple[TenderTakings, ...]
    drawers: tuple[DrawerTakings, ...]


def day_takings(tx: Tx, place: Place, day: date) -> DayTakings:
    """Add up a day of a place, midnight to midnight by its own clock."""
    during = whole_day(day, place.zone)
    asked = {
        "place_id": place.place_id,
        "start_at": during.start_at,
        "end_at": during.end_at,
        "first": earliest_id(during.start_at),
    }
    moved = [*tx.all(_FRESH, **asked), *tx.all(_OLDER, **asked)]
    return DayTakings(
        place.code,
        day.isoformat(),
        tuple(Sales(row.currency, row.many, int(row.total)) for row in tx.all(_SOLD, **asked)),
        _by_tender(moved),
        tuple(map(_drawer, sessions_of(tx, place.place_id, during))),
    )


def _drawer(one: Session) -> DrawerTakings:
    return DrawerTakings(
        *(one.session_id, one.till, one.state.value, one.currency, one.opened_at, one.opened_by),
        *(one.float_minor, one.expected_minor, one.counted_minor, one.difference_minor),
    )


def _by_tender(moved: Iterable[Row[Any]]) -> tuple[TenderTakings, ...]:
    sums: dict[tuple[str, str], dict[str, tuple[int, int, int]]] = defaultdict(dict)
    for row in moved:
        its = sums[row.currency, row.tender]
        many, amount, rounding = its.get(row.kind, (0, 0, 0))
        its[row.kind] = many + row.many, amount + int(row.amount), rounding + int(row.rounding)
    return tuple(_takings(*key, its) for key, its in sorted(sums.items()))


def _takings(currency: str, tender: str, its: dict[str, tuple[int, int, int]]) -> TenderTakings:
    captures, captured, up = its.get("capture", (0, 0, 0))
    refunds, refunded, down = its.get("refund", (0, 0, 0))
    rounding = up - down
    net = captured - refunded + rounding
    return TenderTakings(tender, currency, captures, captured, refunds, refunded, rounding, net)
