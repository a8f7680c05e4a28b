"""The SQL of appointments and of the quarter hours they take."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, func, or_, select, update

from paraguas.appointments.model import Appointment, AppointmentStatus
from paraguas.appointments.tables import appointments, slots
from paraguas.plumbing.tx import StaleSlice, Tx
from paraguas.values.ids import ActorId, AppointmentId, OrderId, PlaceId
from paraguas.values.time import QUARTER

_COLUMNS = (
    *("order_id", "appointment_id", "line_no", "place_id", "staff_id", "skill", "start_at"),
    *("end_at", "goods_ready_at", "status", "moves"),
)
_SLOT_COLUMNS = ("staff_id", "place_id", "quarter_at", "appointment_id")
_MOVED = ("place_id", "staff_id", "start_at", "end_at", "goods_ready_at", "status", "moves")
_ONE = (
    select(appointments)
    .where(appointments.c.order_id == bindparam("order"))
    .where(appointments.c.appointment_id == bindparam("which"))
)
_OF_ORDERS = (
    select(appointments)
    .where(appointments.c.order_id.in_(bindparam("orders", expanding=True)))
    .order_by(appointments.c.start_at, appointments.c.appointment_id)
)
_AT_PLACE = (
    select(appointments)
    .where(appointments.c.place_id == bindparam("place"))
    .where(appointments.c.start_at >= bindparam("since"))
    .where(appointments.c.start_at < bindparam("until"))
    .where(appointments.c.status != AppointmentStatus.RELEASED.value)
    .order_by(appointments.c.start_at, appointments.c.appointment_id)
)
_BUSY = (
    select(slots.c.staff_id, slots.c.quarter_at)
    .where(slots.c.place_id == bindparam("place"))
    .where(slots.c.staff_id.in_(bindparam("staff", expanding=True)))
    .where(slots.c.quarter_at >= bindparam("since"))
    .where(slots.c.quarter_at < bindparam("until"))
)
_CLAIMED = select(func.count()).where(slots.c.appointment_id == bindparam("which"))
_FREE = delete(slots).where(slots.c.appointment_id == bindparam("which"))
_MOVE = (
    update(appointments)
    .where(appointments.c.order_id == bindparam("order"))
    .where(appointments.c.appointment_id == bindparam("which"))
    .where(appointments.c.status == bindparam("was"))
    .where(appointments.c.moves == bindparam("moved"))
    .values({name: bindparam(f"new_{name}") for name in _MOVED})
)

_RELEASED = AppointmentStatus.RELEASED.value
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


def insert(tx: Tx, new: Appointment) -> None:
    """Write an appointment; a line has one booked at a time."""
    tx.insert(appointments, _COLUMNS, [tuple(getattr(new, name) for name in _COLUMNS)])


def move(tx: Tx, found: Appointment, moved: Appointment) -> None:
    """Change an appointment that still is as it was found; StaleSlice when it is not."""
    changed = tx.run(
        _MOVE,
        order=found.order_id,
        which=found.appointment_id,
        was=found.status.value,
        moved=found.moves,
        **{f"new_{name}": getattr(moved, name) for name in _MOVED},
    )
    if not changed:
        raise StaleSlice


def claim(tx: Tx, taken: Appointment, quarters: Sequence[int]) -> bool:
    """Take quarter hours of a person; False when somebody else has one of them.

    Then some may be taken: undo with a savepoint.
    """
    key = taken.staff_id, taken.place_id
    rows = [(*key, quarter, taken.appointment_id) for quarter in quarters]
    tx.insert(slots, _SLOT_COLUMNS, rows, lenient=True)
    return bool(tx.value(_CLAIMED, which=taken.appointment_id) == len(quarters))


def free(tx: Tx, appointment_id: AppointmentId) -> None:
    """Give the quarter hours of an appointment back."""
    tx.run(_FREE, which=appointment_id)


def one(tx: Tx, order_id: OrderId, appointment_id: AppointmentId) -> Appointment | None:
    """Find one appointment."""
    row = tx.first(_ONE, order=order_id, which=appointment_id)
    return _appointment(row) if row else None


def of_orders(tx: Tx, order_ids: Sequence[OrderId]) -> list[Appointment]:
    """Find all appointments of orders, the earliest first."""
    return [_appointment(row) for row in tx.all(_OF_ORDERS, orders=list(order_ids))]


def at_place(tx: Tx, place_id: PlaceId, since: int, until: int) -> list[Appointment]:
    """Find the appointments of a place that begin in a span, the earliest first."""
    rows = tx.all(_AT_PLACE, place=place_id, since=since, until=until)
    return [_appointment(row) for row in rows]


def busy(
    tx: Tx, place_id: PlaceId, staff: Sequence[ActorId], since: int, until: int
) -> dict[ActorId, set[int]]:
    """Tell which quarter hours of a span are taken, by person."""
    taken: dict[ActorId, set[int]] = {person: set() for person in staff}
    rows = tx.all(_BUSY, place=place_id, staff=list(staff), since=since, until=until)
    for row in rows:
        taken[ActorId(row.staff_id)].add(row.quarter_at)
    return taken


def count(tx: Tx) -> tuple[int, int]:
    """Count what the audit looks at: appointments, quarter hours."""
    many = [tx.value(select(func.count()).select_from(table)) for table in (appointments, slots)]
    return int(many[0]), int(many[1])


def slotless(tx: Tx) -> Sequence[Row[Any]]:
    """Find appointments without all their quarter hours: appointment_id, wanted, taken."""
    return tx.all(_SLOTLESS)


def orphans(tx: Tx) -> Sequence[Row[Any]]:
    """Find quarter hours taken for no appointment: staff_id, quarter_at."""
    return tx.all(_ORPHANS)


def _appointment(row: Row[Any]) -> Appointment:
    fields = {name: getattr(row, name) for name in _COLUMNS}
    return Appointment(**(fields | {"status": AppointmentStatus(row.status)}))
