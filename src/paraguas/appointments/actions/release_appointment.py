"""Give an appointment back."""

from msgspec.structs import replace

from paraguas.appointments import store
from paraguas.appointments.events import AppointmentReleased
from paraguas.appointments.model import Appointment, AppointmentStatus
from paraguas.appointments.queries import open_appointment
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import AppointmentId, OrderId
from paraguas.values.stamp import Stamp


def release_appointment(
    tx: Tx, stamp: Stamp, order_id: OrderId, appointment_id: AppointmentId, *, cause: str
) -> Appointment:
    """Give an appointment back, so that others can have its time; refuses AppointmentNotOpen.

    cause: `customer`, `cancelled`, `goods_late`, `place` or `staff`.
    """
    found = open_appointment(tx, order_id, appointment_id)
    released = replace(found, status=AppointmentStatus.RELEASED)
    store.move(tx, found, released)
    store.free(tx, appointment_id)
    tx.announce(
        stamp,
        order_id,
        AppointmentReleased(
            *(order_id, appointment_id, found.line_no, found.place_id),
            start_at=found.start_at,
            cause=cause,
        ),
    )
    return released
