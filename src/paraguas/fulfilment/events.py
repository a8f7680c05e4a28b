"""Facts fulfilment announces, all in the stream of the order."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class _Part:
    """Something became of a fulfilment."""

    order_id: str
    fulfilment_id: str
    group_no: int
    place_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Step(_Part):
    """It took a step; lines are pairs of line number and quantity."""

    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FulfilmentReleased(_Part):
    """The place may begin, with all of its part: the payment stands."""

    name: ClassVar[str] = "fulfilment.released.v1"


@dataclass(frozen=True, slots=True)
class FulfilmentAccepted(_Step):
    """The place took the task on."""

    name: ClassVar[str] = "fulfilment.accepted.v1"


@dataclass(frozen=True, slots=True)
class PickingStarted(_Step):
    """Somebody went to get the goods."""

    name: ClassVar[str] = "picking.started.v1"


@dataclass(frozen=True, slots=True)
class GoodsStaged(_Step):
    """The goods wait in a bay."""

    name: ClassVar[str] = "goods.staged.v1"
    bay: str


@dataclass(frozen=True, slots=True)
class GoodsReady(_Step):
    """The customer can come, until `collect_until`."""

    name: ClassVar[str] = "goods.ready.v1"
    collect_until: int


@dataclass(frozen=True, slots=True)
class CustomerArrived(_Step):
    """The customer is at the place."""

    name: ClassVar[str] = "customer.arrived.v1"


@dataclass(frozen=True, slots=True)
class GoodsHandedOver(_Step):
    """The customer has the goods; proof is `code`, `identity` or `nominated`."""

    name: ClassVar[str] = "goods.handed_over.v1"
    proof: str
    note: str


@dataclass(frozen=True, slots=True)
class GoodsPacked(_Step):
    """The goods are in their parcel."""

    name: ClassVar[str] = "goods.packed.v1"


@dataclass(frozen=True, slots=True)
class GoodsShipped(_Step):
    """A carrier has the goods."""

    name: ClassVar[str] = "goods.shipped.v1"
    carrier: str
    tracking: str


@dataclass(frozen=True, slots=True)
class GoodsDelivered(_Step):
    """The customer has the parcel."""

    name: ClassVar[str] = "goods.delivered.v1"


@dataclass(frozen=True, slots=True)
class FulfilmentRefused(_Step):
    """The place said no to these lines; whole_sku: it has none left for anybody."""

    name: ClassVar[str] = "fulfilment.refused.v1"
    reason: str
    whole_sku: bool
    keeps_rest: bool


@dataclass(frozen=True, slots=True)
class FulfilmentCancelled(_Step):
    """These lines are not wanted any more."""

    name: ClassVar[str] = "fulfilment.cancelled.v1"
    keeps_rest: bool


@dataclass(frozen=True, slots=True)
class GoodsUncollected(_Step):
    """Nobody came in time; the goods go back to stock."""

    name: ClassVar[str] = "goods.uncollected.v1"


@dataclass(frozen=True, slots=True)
class _Appointment:
    """Something became of an appointment."""

    order_id: str
    appointment_id: str
    line_no: int
    place_id: str


@dataclass(frozen=True, slots=True)
class AppointmentBooked(_Appointment):
    """A person of the skill is kept free for a line."""

    name: ClassVar[str] = "appointment.booked.v1"
    staff_id: str
    start_at: int
    end_at: int


@dataclass(frozen=True, slots=True)
class AppointmentMoved(_Appointment):
    """The appointment is at another time or with another person.

    cause: `customer`, `goods_late`, `place` or `staff`.
    """

    name: ClassVar[str] = "appointment.moved.v1"
    staff_id: str
    was_at: int
    start_at: int
    end_at: int
    cause: str


@dataclass(frozen=True, slots=True)
class AppointmentReleased(_Appointment):
    """The appointment was given back and its time is free."""

    name: ClassVar[str] = "appointment.released.v1"
    start_at: int
    cause: str


@dataclass(frozen=True, slots=True)
class AppointmentFinished(_Appointment):
    """The appointment is over: kept, or the customer did not come."""

    name: ClassVar[str] = "appointment.finished.v1"
    kept: bool
