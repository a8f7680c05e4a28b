"""Refusals of appointments."""

from paraguas.values.refusal import Refusal


class AppointmentUnknown(Refusal):
    """No such appointment of this order."""

    code = "appointment_unknown"
    kind = "absent"


class AppointmentNotOpen(Refusal):
    """The appointment is over or was given back."""

    code = "appointment_not_open"
    kind = "conflict"


class AppointmentTwice(Refusal):
    """The line has an appointment already."""

    code = "appointment_twice"
    kind = "conflict"


class SlotTaken(Refusal):
    """Somebody was faster: the person is not free at that time any more."""

    code = "slot_taken"
    kind = "conflict"


class SlotCrooked(Refusal):
    """A slot starts and ends on quarter hours and lasts from one of them to a day."""

    code = "slot_crooked"


class GoodsNotReady(Refusal):
    """The appointment would be before the goods are there."""

    code = "appointment_before_goods"
    kind = "conflict"
