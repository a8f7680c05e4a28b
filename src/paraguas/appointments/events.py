"""Facts appointments announce, all in the stream of the order."""

from typing import ClassVar

from msgspec import Struct


class _Appointment(Struct, frozen=True, gc=False):
    """Something became of an appointment."""

    order_id: str
    appointment_id: str
    line_no: int
    place_id: str


class AppointmentBooked(_Appointment, frozen=True, gc=False):
    """A person of the skill is kept free for a line."""

    name: ClassVar[str] = "appointment.booked.v1"
    staff_id: str
    start_at: int
    end_at: int


class AppointmentMoved(_Appointment, frozen=True, gc=False):
    """The appointment is at another time or with another person.

    cause: `customer`, `goods_late`, `place` or `staff`.
    """

    name: ClassVar[str] = "appointment.moved.v1"
    staff_id: str
    was_at: int
    start_at: int
    end_at: int
    cause: str


class AppointmentReleased(_Appointment, frozen=True, gc=False):
    """The appointment was given back and its time is free."""

    name: ClassVar[str] = "appointment.released.v1"
    start_at: int
    cause: str


class AppointmentFinished(_Appointment, frozen=True, gc=False):
    """The appointment is over: kept, or the customer did not come."""

    name: ClassVar[str] = "appointment.finished.v1"
    kept: bool
