"""Nouns of fulfilment: what is wanted, who may serve it, what a place hands over, appointments.

What every order makes is a struct, not a frozen dataclass (decision 0009).
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Literal, NamedTuple

from msgspec import Struct

from paraguas.values.ids import ActorId, AppointmentId, FulfilmentId, OrderId, PlaceId, SkuId
from paraguas.values.limits import Text
from paraguas.values.stamp import Stamp


class Want(Struct, frozen=True, gc=False):
    """A line that asks for goods; quantity >= 1 in the SKU's unit."""

    line_no: int
    sku_id: SkuId
    quantity: int


class Candidate(Struct, frozen=True, order=True, gc=False):
    """A place that may serve, with what it would mean for this order.

    promise_at: when the customer would have it.  distance_m: metres to the customer, None when
    unknown.  free_capacity: fulfilments it can still take that day, None without a limit.
    cost_minor: what serving costs us, in the order's currency, >= 0.
    """

    place_id: PlaceId
    promise_at: int
    distance_m: int | None = None
    free_capacity: int | None = None
    cost_minor: int = 0


class Assignment(Struct, frozen=True, gc=False):
    """So many of a line come from a place."""

    line_no: int
    place_id: PlaceId
    quantity: int


class Verdict(Struct, frozen=True, array_like=True, gc=False):
    """What became of one candidate, and by which rule.

    outcome: chosen, full (no capacity), short (could stand in for no chosen place), tie, or the
    rule that spoke against it.  value: what the rule saw at this place (short: units it has of
    those asked; tie: 0).  best: what it saw with the place chosen (short: units asked).
    """

    place_id: PlaceId
    outcome: str
    value: int
    best: int


class Trace(Struct, frozen=True, array_like=True, gc=False):
    """Why each place was chosen or left out: the rules in force, in order, and a verdict each.

    exact: False when the search was cut short and a better plan may exist.
    """

    rules: tuple[tuple[str, int], ...]
    verdicts: tuple[Verdict, ...]
    exact: bool = True


class Plan(Struct, frozen=True, gc=False):
    """Who serves what: every wanted unit once."""

    assignments: tuple[Assignment, ...]
    trace: Trace


class Shortage(Struct, frozen=True, gc=False):
    """All candidates together lack this many units of these SKUs."""

    short: tuple[tuple[SkuId, int], ...]
    trace: Trace


Shelves = Callable[[SkuId], Mapping[PlaceId, int]]
"""What is available of a SKU, by place; places that have none may be left out."""


class Kind(StrEnum):
    """How goods or a service reach the customer."""

    SHIP = "ship"
    PICK_UP = "pick_up"
    CARRY_OUT = "carry_out"
    SERVICE = "service"


class Status(StrEnum):
    """Where a fulfilment stands; `rules.steps` tells which may follow which."""

    WAITING = "waiting"
    RELEASED = "released"
    ACCEPTED = "accepted"
    PICKING = "picking"
    STAGED = "staged"
    READY = "ready"
    CUSTOMER_HERE = "customer_here"
    HANDED_OVER = "handed_over"
    PACKED = "packed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Portion(NamedTuple):
    """So many of an order line in one fulfilment."""

    line_no: int
    sku_id: SkuId
    quantity: int


class Fulfilment(Struct, frozen=True, gc=False):
    """The part of an order's group that one place hands over.

    code: six digits the customer shows at hand-over (pick-up only).  wrong_codes: tries that
    failed.  counted_on: the local day (ISO) its place's capacity counts it, if it has a limit.
    collect_until: after it, goods not collected go back to stock.
    """

    order_id: OrderId
    fulfilment_id: FulfilmentId
    group_no: int
    place_id: PlaceId
    kind: Kind
    status: Status
    promised_at: int
    portions: tuple[Portion, ...]
    changed_at: int
    ready_at: int | None = None
    collect_until: int | None = None
    counted_on: str | None = None
    code: str | None = None
    wrong_codes: int = 0
    bay: str | None = None
    carrier: str | None = None
    tracking: str | None = None


class ReleaseRow(NamedTuple):
    """A fulfilment that waits for its order's money, as little of it as releasing needs."""

    order_id: OrderId
    fulfilment_id: FulfilmentId
    group_no: int
    place_id: PlaceId
    kind: str


class Sourced(Struct, frozen=True, gc=False):
    """One order's fulfilments, ready to be written with the traces that explain them.

    traces: (group_no, packed trace).  capacities: what a place with a limit takes a day.
    """

    stamp: Stamp
    fulfilments: tuple[Fulfilment, ...]
    traces: tuple[tuple[int, bytes], ...] = ()
    capacities: Mapping[PlaceId, int] | None = None


class Proof(Struct, frozen=True, gc=False):
    """How the associate knew the person: her code, a document, or the one she nominated.

    note: what was seen, without personal data: `passport`, `driving licence`.
    """

    kind: Literal["code", "identity", "nominated"]
    note: Text = ""


class Resourcing(Struct, frozen=True, gc=False):
    """What a place refused and others are now asked for.

    fulfilment_id: the one that refused.  whole_sku: the place has none left for anybody, so its
    other orders of these SKUs are at risk.  keeps_rest: it goes on with the portions it has.
    """

    order_id: OrderId
    fulfilment_id: FulfilmentId
    group_no: int
    kind: Kind
    refused_by: PlaceId
    wants: tuple[Want, ...]
    promised_at: int
    whole_sku: bool
    keeps_rest: bool


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
