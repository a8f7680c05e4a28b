"""Close an appointment: it was kept, or the customer did not come."""

from msgspec.structs import replace

from paraguas.appointments import store
from paraguas.appointments.events import AppointmentFinished
from paraguas.appointments.model import Appointment, AppointmentStatus
from paraguas.appointments.queries import open_appointment
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import AppointmentId, OrderId
from paraguas.values.stamp import Stamp


def finish_appointment(
    tx: Tx, stamp: Stamp, order_id: OrderId, appointment_id: AppointmentId, *, kept: bool
) -> Appointment:
    """Close an appointment that was kept or missed; refuses AppointmentNotOpen."""
    found = open_appointment(tx, order_id, appointment_id)
    status = AppointmentStatus.DONE if kept else AppointmentStatus.MISSED
    finished = replace(found, status=status)
    store.move(tx, found, finished)
    tx.announce(
        stamp,
        order_id,
        AppointmentFinished(*(order_id, appointment_id, found.line_no, found.place_id), kept=kept),
    )
    return finished
