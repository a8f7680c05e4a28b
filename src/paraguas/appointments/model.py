"""Nouns of appointments: who is kept free when, and for which line.

What a placing makes is a struct, not a frozen dataclass (decision 0009).
"""

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from paraguas.values.ids import ActorId, AppointmentId, OrderId, PlaceId


class AppointmentStatus(StrEnum):
    """Where an appointment stands."""

    BOOKED = "booked"
    DONE = "done"
    MISSED = "missed"
    RELEASED = "released"


class Appointment(Struct, frozen=True, gc=False):
    """A person of the needed skill, at a place, from a quarter hour on, for one order line.

    goods_ready_at: before it, there is nothing to set up.  moves: how often it was moved.
    """

    order_id: OrderId
    appointment_id: AppointmentId
    line_no: int
    place_id: PlaceId
    staff_id: ActorId
    skill: str
    start_at: int
    end_at: int
    goods_ready_at: int
    status: AppointmentStatus = AppointmentStatus.BOOKED
    moves: int = 0


class Slot(NamedTuple):
    """A time one person of the needed skill is free; half-open, on quarter hours."""

    start_at: int
    end_at: int
    staff_id: ActorId
