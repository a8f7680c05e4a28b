"""What places took in and what is left on their shelves, as the database has it."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import BigInteger, BindParameter, bindparam, case, cast, func, select

from paraguas.inventory.tables import positions
from paraguas.orders.tables import order_lines, orders
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId, PlaceId
from paraguas.values.time import Period

_MOST_IDS = 5000
_IDS: BindParameter[str] = bindparam("order_ids", expanding=True)
_TAKINGS = (
    select(orders.c.place_id, func.count(), cast(func.sum(orders.c.total_minor), BigInteger))
    .where(orders.c.order_id.in_(_IDS))
    .where(orders.c.placed_at >= bindparam("start_at"))
    .where(orders.c.placed_at < bindparam("end_at"))
    .group_by(orders.c.place_id)
)
_LINES = select(func.count()).where(order_lines.c.order_id.in_(_IDS))
_SHELVES = select(func.count(), func.count(case((positions.c.on_hand != 0, 1)))).where(
    positions.c.place_id.in_(bindparam("place_ids", expanding=True))
)


class Takings(NamedTuple):
    """How many orders a place took and what they come to, all in one currency."""

    orders: int
    total_minor: int


class Shelves(NamedTuple):
    """How many positions places have, and in how many of them anything is left."""

    positions: int
    not_empty: int


def takings(tx: Tx, order_ids: Sequence[OrderId], during: Period) -> dict[PlaceId, Takings]:
    """Sum those of some orders that were placed in a period, by place."""
    sums: dict[PlaceId, Takings] = {}
    span = {"start_at": during.start_at, "end_at": during.end_at}
    for part in _parts(order_ids):
        for place_id, count, total in map(tuple, tx.all(_TAKINGS, order_ids=part, **span)):
            so_far = sums.get(place_id, Takings(0, 0))
            sums[place_id] = Takings(so_far.orders + count, so_far.total_minor + total)
    return sums


def count_lines(tx: Tx, order_ids: Sequence[OrderId]) -> int:
    """Count the lines of orders."""
    return sum(tx.value(_LINES, order_ids=part) for part in _parts(order_ids))


def shelves(tx: Tx, place_ids: Sequence[PlaceId]) -> Shelves:
    """Count the positions of places, and those where anything is left."""
    return Shelves(*map(int, tx.all(_SHELVES, place_ids=list(place_ids))[0]))


def _parts(order_ids: Sequence[OrderId]) -> list[list[OrderId]]:
    starts = range(0, len(order_ids), _MOST_IDS)
    return [list(order_ids[start : start + _MOST_IDS]) for start in starts]
