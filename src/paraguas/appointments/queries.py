"""What other floors may read of appointments."""

from collections.abc import Sequence

from paraguas.appointments import store
from paraguas.appointments.errors import AppointmentNotOpen, AppointmentUnknown
from paraguas.appointments.model import Appointment, AppointmentStatus, Slot
from paraguas.appointments.rules.slots import free_slots
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.values.ids import ActorId, AppointmentId, OrderId, PlaceId, is_id
from paraguas.values.time import QUARTER, Period, iso


def appointment(tx: Tx, order_id: OrderId, appointment_id: AppointmentId) -> Appointment:
    """Give one appointment; refuses AppointmentUnknown."""
    named = is_id(order_id) and is_id(appointment_id)
    found = store.one(tx, order_id, appointment_id) if named else None
    if found is None:
        raise AppointmentUnknown(order_id=order_id, appointment_id=appointment_id)
    return found


def open_appointment(tx: Tx, order_id: OrderId, appointment_id: AppointmentId) -> Appointment:
    """Give an appointment that still stands; refuses AppointmentUnknown, AppointmentNotOpen."""
    found = appointment(tx, order_id, appointment_id)
    if found.status is not AppointmentStatus.BOOKED:
        raise AppointmentNotOpen(status=found.status.value)
    return found


def appointments_of(tx: Tx, order_ids: Sequence[OrderId]) -> list[Appointment]:
    """Give all appointments of orders, whatever became of them, the earliest first."""
    return store.of_orders(tx, order_ids) if order_ids else []


def appointments_at(tx: Tx, place_id: PlaceId, span: Period) -> list[Appointment]:
    """Give the appointments of a place that begin in a span and were not given back."""
    return store.at_place(tx, place_id, span.start_at, span.end_at)


def offer_slots(
    tx: Tx,
    place_id: PlaceId,
    *,
    staff: Sequence[ActorId],
    openings: Sequence[Period],
    minutes: int,
    not_before: int,
    most: int = 20,
) -> tuple[Slot, ...]:
    """Give the next times at which somebody of the staff is free within the openings.

    staff: those with the skill.  not_before: when the goods are ready, or now if that is later.
    """
    if not staff or not openings:
        return ()
    since, until = openings[0].start_at, openings[-1].end_at
    busy = store.busy(tx, place_id, staff, since - since % QUARTER, until)
    return free_slots(openings, busy, minutes, not_before=not_before, most=most)


def audit(tx: Tx) -> list[Check]:
    """Verify the promises on the room's card on all its rows."""
    appointments, slots = store.count(tx)
    return [
        Check(
            "appointments: an appointment has its quarter hours",
            appointments,
            tuple(
                f"appointment {row.appointment_id} has {row.taken} of {row.wanted} quarter hours"
                for row in store.slotless(tx)
            ),
        ),
        Check(
            "appointments: a quarter hour is taken for an appointment",
            slots,
            tuple(
                f"{row.staff_id} is kept at {iso(row.quarter_at)} for nobody"
                for row in store.orphans(tx)
            ),
        ),
    ]
