"""Keep a person of the skill free for an order line."""

from paraguas.appointments import store
from paraguas.appointments.errors import AppointmentTwice, SlotTaken
from paraguas.appointments.events import AppointmentBooked
from paraguas.appointments.model import Appointment, AppointmentStatus
from paraguas.appointments.queries import appointments_of
from paraguas.appointments.rules.slots import quarters, span
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import ActorId, AppointmentId, OrderId, PlaceId
from paraguas.values.stamp import Stamp


def book_appointment(
    tx: Tx,
    stamp: Stamp,
    *,
    order_id: OrderId,
    line_no: int,
    place_id: PlaceId,
    staff_id: ActorId,
    skill: str,
    start_at: int,
    minutes: int,
    goods_ready_at: int,
) -> Appointment:
    """Book a person from a quarter hour on, not before the goods of the order are ready.

    Refuses SlotCrooked, GoodsNotReady, AppointmentTwice, SlotTaken.
    """
    kept = span(start_at, minutes, not_before=max(goods_ready_at, stamp.at))
    if any(
        a.line_no == line_no and a.status is AppointmentStatus.BOOKED
        for a in appointments_of(tx, [order_id])
    ):
        raise AppointmentTwice(line_no=line_no)
    new = Appointment(
        order_id=order_id,
        appointment_id=AppointmentId(stamp.ids.next()),
        line_no=line_no,
        place_id=place_id,
        staff_id=staff_id,
        skill=skill,
        start_at=kept.start_at,
        end_at=kept.end_at,
        goods_ready_at=goods_ready_at,
    )
    with tx.savepoint():
        if not store.claim(tx, new, quarters(new.start_at, new.end_at)):
            raise SlotTaken
        store.insert(tx, new)
    tx.announce(
        stamp,
        order_id,
        AppointmentBooked(
            *(order_id, new.appointment_id, line_no, place_id, staff_id),
            start_at=new.start_at,
            end_at=new.end_at,
        ),
    )
    return new
