"""Give an appointment back."""

from msgspec.structs import replace

from paraguas.fulfilment.events import AppointmentReleased
from paraguas.fulfilment.model import Appointment, AppointmentStatus
from paraguas.fulfilment.queries import open_appointment
from paraguas.fulfilment.store import appointments
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
    appointments.move(tx, found, released)
    appointments.free(tx, appointment_id)
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
