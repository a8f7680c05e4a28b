"""The nouns of orders."""

from dataclasses import dataclass, field
from enum import StrEnum

from paraguas.values.ids import BasketId, EntityId, FulfilmentId, OrderId, PlaceId, SkuId
from paraguas.values.place import Address
from paraguas.values.stamp import Stamp


class GroupKind(StrEnum):
    """How the lines of a group reach the person."""

    SHIP = "ship"
    PICK_UP = "pick_up"
    CARRY_OUT = "carry_out"
    SERVICE = "service"


class OrderStatus(StrEnum):
    """Whether anything is left to do for the order."""

    OPEN = "open"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class FulfilmentStatus(StrEnum):
    """What the brand has done with the goods; a return is another axis."""

    UNFULFILLED = "unfulfilled"
    PARTLY = "partly_fulfilled"
    FULFILLED = "fulfilled"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class Counter(StrEnum):
    """How far units of a line have come; each is the sum of its actions."""

    ALLOCATED = "allocated"
    PICKED = "picked"
    READY = "ready"
    HANDED_OVER = "handed_over"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    PERFORMED = "performed"
    CANCELLED = "cancelled"
    INVOICED = "invoiced"
    CREDITED = "credited"


class PromiseState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    MOVED = "moved"
    KEPT = "kept"
    BROKEN = "broken"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the order is for, as given at the door; every field may be unknown at a till."""

    name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    tax_number: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a till or an outside system charged for a line: the line total is the truth.

    amount_minor: what was paid, discounts taken off; may be 0 or below.  discount_minor: taken off
    already.  tax_minor: the part of it (or on top, in markets with net prices) that is tax.
    """

    amount_minor: int
    discount_minor: int = 0
    tax_minor: int = 0


@dataclass(frozen=True, slots=True)
class WishedLine:
    """A line asked for: SKU code or GTIN, quantity in its unit, the group it goes with.

    bound_to: for a service, the position (from 0) of the goods line it is done to.
    """

    sku: str
    quantity: int
    group: int = 0
    bound_to: int | None = None
    recorded: Recorded | None = None


@dataclass(frozen=True, slots=True)
class WishedGroup:
    """How lines should reach the person.

    place: code of the store for pick-up, carry-out or service; empty lets the brand choose.
    slot_at: for a service, the start wished for.
    """

    kind: GroupKind
    place: str = ""
    address: Address | None = None
    slot_at: int | None = None


@dataclass(frozen=True, slots=True)
class WishedTender:
    """A way to pay part of the order.

    kind: card, cash, terminal or gift_card.  amount_minor: None pays what is left.
    token: the card provider's token, the gift card's code or the terminal's reference.
    """

    kind: str
    amount_minor: int | None = None
    token: str = ""
    given_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """An order as a door asks for it: the one command of every door.

    place: code of the store it was captured in, if any.  external: the order's key in an outside
    system, unique with the channel.  historic: a record of the past; stock may not move.
    """

    stamp: Stamp
    channel: str
    market: str
    lines: tuple[WishedLine, ...]
    groups: tuple[WishedGroup, ...]
    tenders: tuple[WishedTender, ...] = ()
    person: Person = field(default_factory=Person)
    place: str = ""
    language: str = ""
    currency: str = ""
    external: str = ""
    basket_id: BasketId | None = None
    historic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line as frozen at placement; amounts in minor units of the order's currency.

    amount_minor is what the line costs with discounts taken off: with its tax in markets whose
    prices include tax, without it elsewhere.
    """

    line_no: int
    group_no: int
    sku_id: SkuId
    code: str
    title: str
    unit: str
    quantity: int
    unit_price_minor: int
    per: int
    discount_minor: int
    amount_minor: int
    tax_category: str
    jurisdiction: str
    tax_rate_bp: int
    tax_minor: int
    service: bool = False
    bound_to: int | None = None


def group_no_of(position: int) -> int:
    """Number a group by its position in the wish, which counts from 0; numbers count from 1."""
    return position + 1


@dataclass(frozen=True, slots=True)
class Group:
    """A group as frozen at placement."""

    group_no: int
    kind: GroupKind
    place_id: PlaceId | None
    address: Address | None


@dataclass(frozen=True, slots=True)
class Allocation:
    """Units of a line that one place hands out."""

    allocation_no: int
    line_no: int
    place_id: PlaceId
    quantity: int
    fulfilment_id: FulfilmentId


@dataclass(frozen=True, slots=True)
class Promise:
    """What the person is told for a group: ready, there, or attended to between two instants."""

    promise_no: int
    group_no: int
    kind: str
    earliest_at: int
    latest_at: int
    source: str
    made_at: int
    door: str
    state: PromiseState = PromiseState.OPEN
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """An order as decided, ready to be written; immutable ever after but for its statuses."""

    order_id: OrderId
    number: str
    wish: Wish
    entity_id: EntityId
    place_id: PlaceId | None
    currency: str
    language: str
    prices_include_tax: bool
    policy_version: int
    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    allocations: tuple[Allocation, ...]
    promises: tuple[Promise, ...]
    goods_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    payment_status: str


class BasketStatus(StrEnum):
    """What became of a basket."""

    OPEN = "open"
    COMPLETED = "completed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a basket: everything of a wish but the paying."""

    lines: tuple[WishedLine, ...] = ()
    groups: tuple[WishedGroup, ...] = ()
    person: Person = field(default_factory=Person)
    language: str = ""


@dataclass(frozen=True, slots=True)
class Basket:
    """A basket as it stands; it moves between doors and people until it is completed.

    version: counts its changes; a change names the one it was made on.  token: whoever knows it
    may go on with the basket without signing in.
    """

    basket_id: BasketId
    version: int
    status: BasketStatus
    channel: str
    market: str
    owner: str
    token: str
    opened_at: int
    changed_at: int
    expires_at: int
    order_id: OrderId | None
    contents: Contents
