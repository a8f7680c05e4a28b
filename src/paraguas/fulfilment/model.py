"""Nouns of fulfilment: what a place hands over.

What every order makes is a struct, not a frozen dataclass (decision 0009).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NamedTuple

from msgspec import Struct

from paraguas.values.ids import FulfilmentId, OrderId, PlaceId, SkuId
from paraguas.values.limits import Text


class Kind(StrEnum):
    """How goods or a service reach the customer."""

    SHIP = "ship"
    PICK_UP = "pick_up"
    CARRY_OUT = "carry_out"
    SERVICE = "service"


class Status(StrEnum):
    """Where a fulfilment stands; `rules.steps` tells which may follow which."""

    WAITING = "waiting"
    HELD = "held"
    RELEASED = "released"
    ACCEPTED = "accepted"
    PICKING = "picking"
    SENT = "sent"
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
    collect_until: after it, goods not collected go back to stock.  hold: why nobody may work on it.
    not_before: when work on it may begin.  owner: who looks after it since it was escalated.
    car, spot: whose car to bring the goods to, and where it stands; forgotten at the hand-over.
    to_place_id: of goods to be brought, the store they are fetched in; from_place_id: of those on
    their way to it, whose they are until they arrive.
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
    hold: str | None = None
    not_before: int | None = None
    owner: str | None = None
    car: str | None = None
    spot: str | None = None
    to_place_id: PlaceId | None = None
    from_place_id: PlaceId | None = None


class ReleaseRow(NamedTuple):
    """A fulfilment that waits for its order's money, as little of it as releasing needs."""

    order_id: OrderId
    fulfilment_id: FulfilmentId
    group_no: int
    place_id: PlaceId
    kind: str


class Sourced(Struct, frozen=True, gc=False):
    """One order's fulfilments, ready to be written.

    capacities: what a place with a limit takes a day.
    """

    fulfilments: tuple[Fulfilment, ...]
    capacities: Mapping[PlaceId, int] | None = None


class Proof(Struct, frozen=True, gc=False):
    """How the associate knew the person: her code, a document, or the one she nominated.

    note: what was seen, without personal data: `passport`, `driving licence`.
    """

    kind: Literal["code", "identity", "nominated"]
    note: Text = ""


class Box(Struct, frozen=True, gc=False):
    """A box of a parcel: what is in it (line number, units), and what it weighs.

    box_no: from 1.  sscc: its 18 digits, where the entity has a range of them.
    """

    box_no: int
    lines: tuple[tuple[int, int], ...]
    weight_g: int | None = None
    sscc: str | None = None


class ServiceLevel(NamedTuple):
    """How soon a kind of place takes a task on, begins to pick it and has it done.

    In minutes of its opening hours, each since the step before.
    """

    place_kind: str
    accept_minutes: int
    pick_minutes: int
    ready_minutes: int


class ReassignRule(NamedTuple):
    """In which market overdue tasks go elsewhere by themselves.

    after_minutes: so long after their step was due.  most_moves: by so many places of a group at
    most.  pick_ups: those too; the person is told of the other store.
    """

    market: str
    after_minutes: int
    most_moves: int
    pick_ups: bool = False


class Reminder(NamedTuple):
    """In which market people are reminded of goods that wait, so many days before they go back."""

    market: str
    days_before: int


class PlaceDay(NamedTuple):
    """How many fulfilments a place's day has: held until their orders are paid for, confirmed."""

    day_on: str
    held: int
    confirmed: int


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
    portions: tuple[Portion, ...]
    promised_at: int
    whole_sku: bool
    keeps_rest: bool
