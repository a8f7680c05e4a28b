"""Let an appointment follow its goods when they are late."""

from collections.abc import Sequence

from paraguas.appointments.actions.move_appointment import move_appointment
from paraguas.appointments.actions.release_appointment import release_appointment
from paraguas.appointments.model import Appointment
from paraguas.appointments.queries import offer_slots
from paraguas.appointments.rules.slots import is_too_early
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import ActorId, PlaceId
from paraguas.values.stamp import Stamp
from paraguas.values.time import MINUTE, Period


def follow_goods(
    tx: Tx,
    stamp: Stamp,
    found: Appointment,
    *,
    goods_ready_at: int,
    staff: Sequence[ActorId],
    openings: Sequence[Period],
    place_id: PlaceId | None = None,
) -> Appointment:
    """Move an appointment to the next free slot once its goods are ready, if it is too early.

    staff: those with the skill; openings: of its place.  place_id: another store the goods went
    to; the time is kept there where somebody is free.  Without a slot it is given back.
    """
    elsewhere = place_id is not None and place_id != found.place_id
    if not elsewhere and not is_too_early(found, goods_ready_at):
        return found
    offers = offer_slots(
        tx,
        place_id or found.place_id,
        staff=staff,
        openings=openings,
        minutes=(found.end_at - found.start_at) // MINUTE,
        not_before=max(goods_ready_at, stamp.at, found.start_at if elsewhere else 0),
        most=1,
    )
    key = found.order_id, found.appointment_id
    cause = "place" if elsewhere else "goods_late"
    if not offers:
        return release_appointment(tx, stamp, *key, cause=cause)
    return move_appointment(
        *(tx, stamp, *key),
        slot=offers[0],
        cause=cause,
        place_id=place_id,
        goods_ready_at=goods_ready_at,
    )
