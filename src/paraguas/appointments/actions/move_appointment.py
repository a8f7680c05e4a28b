"""Move an appointment to another time, person or place."""

from msgspec.structs import replace

from paraguas.appointments import store
from paraguas.appointments.errors import SlotTaken
from paraguas.appointments.events import AppointmentMoved
from paraguas.appointments.model import Appointment, Slot
from paraguas.appointments.queries import open_appointment
from paraguas.appointments.rules.slots import quarters, span
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import AppointmentId, OrderId, PlaceId
from paraguas.values.stamp import Stamp
from paraguas.values.time import MINUTE


def move_appointment(
    tx: Tx,
    stamp: Stamp,
    order_id: OrderId,
    appointment_id: AppointmentId,
    *,
    slot: Slot,
    cause: str,
    place_id: PlaceId | None = None,
    goods_ready_at: int | None = None,
) -> Appointment:
    """Move an appointment to an offered slot; its old time is free again at once.

    cause: `customer`, `goods_late`, `place` or `staff`.  place_id and goods_ready_at: where they
    change too.  Refuses AppointmentNotOpen, SlotCrooked, GoodsNotReady, SlotTaken.
    """
    found = open_appointment(tx, order_id, appointment_id)
    ready_at = found.goods_ready_at if goods_ready_at is None else goods_ready_at
    minutes = (slot.end_at - slot.start_at) // MINUTE
    kept = span(slot.start_at, minutes, not_before=max(ready_at, stamp.at))
    moved = replace(
        found,
        place_id=place_id or found.place_id,
        staff_id=slot.staff_id,
        start_at=kept.start_at,
        end_at=kept.end_at,
        goods_ready_at=ready_at,
        moves=found.moves + 1,
    )
    with tx.savepoint():
        store.free(tx, appointment_id)
        if not store.claim(tx, moved, quarters(moved.start_at, moved.end_at)):
            raise SlotTaken
        store.move(tx, found, moved)
    tx.announce(
        stamp,
        order_id,
        AppointmentMoved(
            *(order_id, appointment_id, moved.line_no, moved.place_id, moved.staff_id),
            was_at=found.start_at,
            start_at=moved.start_at,
            end_at=moved.end_at,
            cause=cause,
        ),
    )
    return moved
