"""The SQL that looks for rows which break the room's promises."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, Table, and_, func, select

from paraguas.fulfilment.model import Status
from paraguas.fulfilment.tables import boxes, fulfilments, place_days
from paraguas.plumbing.tx import Tx

_GIVEN_BACK = (Status.REFUSED.value, Status.CANCELLED.value)
_counted = (
    select(fulfilments.c.place_id, fulfilments.c.counted_on, func.count().label("there"))
    .where(fulfilments.c.counted_on.is_not(None))
    .where(fulfilments.c.status.not_in(_GIVEN_BACK))
    .group_by(fulfilments.c.place_id, fulfilments.c.counted_on)
    .subquery()
)
_there = func.coalesce(_counted.c.there, 0)
_WRONG_DAYS = (
    select(place_days.c.place_id, place_days.c.day_on, place_days.c.taken, _there.label("there"))
    .outerjoin_from(
        place_days,
        _counted,
        and_(
            _counted.c.place_id == place_days.c.place_id,
            _counted.c.counted_on == place_days.c.day_on,
        ),
    )
    .where(place_days.c.taken != _there)
)
_DOUBLED = (
    select(boxes.c.sscc, func.count().label("many"))
    .where(boxes.c.sscc.is_not(None))
    .group_by(boxes.c.sscc)
    .having(func.count() > 1)
)
_STATUSES = select(fulfilments.c.kind, fulfilments.c.status, func.count().label("many")).group_by(
    fulfilments.c.kind, fulfilments.c.status
)


class Counts(NamedTuple):
    """How many rows there are to look at."""

    fulfilments: int
    days: int
    boxes: int


def count(tx: Tx) -> Counts:
    """Count what is looked at."""
    return Counts(*(_rows(tx, t) for t in (fulfilments, place_days, boxes)))


def statuses(tx: Tx) -> Sequence[Row[Any]]:
    """Count fulfilments by kind and status: kind, status, many."""
    return tx.all(_STATUSES)


def wrong_days(tx: Tx) -> Sequence[Row[Any]]:
    """Find days whose count is not that of their fulfilments: place_id, day_on, taken, there."""
    return tx.all(_WRONG_DAYS)


def doubled_boxes(tx: Tx) -> Sequence[Row[Any]]:
    """Find box numbers that were given twice: sscc, many."""
    return tx.all(_DOUBLED)


def _rows(tx: Tx, table: Table) -> int:
    return int(tx.value(select(func.count()).select_from(table)))
