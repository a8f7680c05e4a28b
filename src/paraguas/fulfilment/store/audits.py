"""The SQL that looks for rows which break the room's promises."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, Table, and_, func, or_, select

from paraguas.fulfilment.model import AppointmentStatus, Status
from paraguas.fulfilment.tables import appointments, boxes, fulfilments, place_days, slots
from paraguas.plumbing.tx import Tx
from paraguas.values.time import QUARTER

_GIVEN_BACK = (Status.REFUSED.value, Status.CANCELLED.value)
_RELEASED = AppointmentStatus.RELEASED.value
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
_wanted = (appointments.c.end_at - appointments.c.start_at + (QUARTER - 1)) // QUARTER
_own = and_(
    slots.c.appointment_id == appointments.c.appointment_id,
    slots.c.staff_id == appointments.c.staff_id,
    slots.c.place_id == appointments.c.place_id,
    slots.c.quarter_at >= appointments.c.start_at,
    slots.c.quarter_at < appointments.c.end_at,
)
_SLOTLESS = (
    select(
        appointments.c.appointment_id,
        _wanted.label("wanted"),
        func.count(slots.c.quarter_at).label("taken"),
    )
    .outerjoin_from(appointments, slots, _own)
    .where(appointments.c.status != _RELEASED)
    .group_by(appointments.c.order_id, appointments.c.appointment_id)
    .having(func.count(slots.c.quarter_at) != _wanted)
)
_ORPHANS = (
    select(slots.c.staff_id, slots.c.quarter_at)
    .outerjoin_from(slots, appointments, _own)
    .where(or_(appointments.c.appointment_id.is_(None), appointments.c.status == _RELEASED))
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
    appointments: int
    slots: int
    boxes: int


def count(tx: Tx) -> Counts:
    """Count what is looked at."""
    return Counts(*(_rows(tx, t) for t in (fulfilments, place_days, appointments, slots, boxes)))


def statuses(tx: Tx) -> Sequence[Row[Any]]:
    """Count fulfilments by kind and status: kind, status, many."""
    return tx.all(_STATUSES)


def wrong_days(tx: Tx) -> Sequence[Row[Any]]:
    """Find days whose count is not that of their fulfilments: place_id, day_on, taken, there."""
    return tx.all(_WRONG_DAYS)


def slotless(tx: Tx) -> Sequence[Row[Any]]:
    """Find appointments without all their quarter hours: appointment_id, wanted, taken."""
    return tx.all(_SLOTLESS)


def orphans(tx: Tx) -> Sequence[Row[Any]]:
    """Find quarter hours taken for no appointment: staff_id, quarter_at."""
    return tx.all(_ORPHANS)


def doubled_boxes(tx: Tx) -> Sequence[Row[Any]]:
    """Find box numbers that were given twice: sscc, many."""
    return tx.all(_DOUBLED)


def _rows(tx: Tx, table: Table) -> int:
    return int(tx.value(select(func.count()).select_from(table)))
