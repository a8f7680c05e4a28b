"""The nouns of supply."""

from enum import StrEnum
from typing import NamedTuple, NewType

from msgspec import Struct

from paraguas.values.ids import PlaceId, SkuId

PurchaseOrderId = NewType("PurchaseOrderId", str)


class PurchaseState(StrEnum):
    """Where a purchase order stands; only of an `announced` one units are still expected."""

    ANNOUNCED = "announced"
    RECEIVED = "received"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Came(NamedTuple):
    """Units of a SKU that came at once: fit to be sold, and damaged."""

    sound: int
    damaged: int


class Expected(NamedTuple):
    """Units of a SKU as a supplier announces them; expected_on: a day (ISO) of the place."""

    quantity: int
    expected_on: str


class PurchaseLine(Struct, frozen=True, gc=False):
    """Units of a SKU that were announced, and what became of them.

    received: fit to be sold.  missing: will not come.
    """

    sku_id: SkuId
    quantity: int
    expected_on: str
    received: int = 0
    damaged: int = 0
    missing: int = 0

    @property
    def came(self) -> int:
        """Units that came in whatever condition."""
        return self.received + self.damaged

    @property
    def left(self) -> int:
        """Units still expected."""
        return max(0, self.quantity - self.came - self.missing)

    @property
    def over(self) -> int:
        """Units that came beyond what was announced."""
        return max(0, self.came - self.quantity)


class PurchaseReceipt(Struct, frozen=True):
    """What came at once, with the document it is known by."""

    receipt_no: int
    document: str
    at: int
    actor: str
    units: dict[SkuId, Came]


class PurchaseOrder(Struct, frozen=True):
    """Units a supplier announced for a place.

    reference: the supplier's number.  over_percent: so much more of a line is taken in.  reason:
    why it was closed or cancelled.
    """

    purchase_order_id: PurchaseOrderId
    supplier: str
    reference: str
    place_id: PlaceId
    over_percent: int
    state: PurchaseState
    version: int
    at: int
    created_by: str
    ended_at: int | None
    reason: str | None
    lines: tuple[PurchaseLine, ...]
    receipts: tuple[PurchaseReceipt, ...]

    @property
    def next_on(self) -> str | None:
        """The earliest day (ISO) something of it is expected on."""
        return min((line.expected_on for line in self.lines if line.left), default=None)


class Incoming(Struct, frozen=True, gc=False):
    """Units of a SKU a place still expects of one purchase order."""

    sku_id: SkuId
    place_id: PlaceId
    expected_on: str
    quantity: int
    supplier: str
    reference: str


class FeedKind(StrEnum):
    """Whether a message says how many there are, or by how many that changed."""

    SNAPSHOT = "snapshot"
    DELTA = "delta"


class FeedLine(Struct, frozen=True, gc=False):
    """What a message says of a SKU: units on sale, or by how many they changed.

    told_at: the instant it was true.
    """

    sku_id: SkuId
    sequence: int
    kind: FeedKind
    quantity: int
    told_at: int


class FeedMessage(Struct, frozen=True):
    """What another system says of a place; messages of a feed count by their sequence."""

    place_id: PlaceId
    feed: str
    sequence: int
    kind: FeedKind
    told_at: int
    units: dict[SkuId, int]


class FeedNumber(Struct, frozen=True, gc=False):
    """How many units of a SKU a feed says there were at an instant.

    base: sequence of the snapshot it rests on.  sequence: of the last message in it.  kept: the
    difference to our number that was looked at and left.
    """

    place_id: PlaceId
    feed: str
    sku_id: SkuId
    base: int
    sequence: int
    quantity: int
    told_at: int
    kept: int = 0


class FeedState(Struct, frozen=True):
    """How far a feed has come.  gaps: first missing sequences after those that came."""

    place_id: PlaceId
    feed: str
    last_sequence: int
    messages: int
    waiting: int
    gaps: tuple[int, ...]


class Outcome(StrEnum):
    """How a difference was closed: our number was set right, or both were left."""

    ADJUSTED = "adjusted"
    KEPT = "kept"


class Closing(Struct, frozen=True, gc=False):
    """A difference between a feed's number and ours that somebody closed."""

    place_id: PlaceId
    feed: str
    closing_id: str
    sku_id: SkuId
    sequence: int
    difference: int
    outcome: Outcome
    reason: str
    at: int
    actor: str


class About(NamedTuple):
    """What rules of stock look at; an empty text of a rule means any.

    category: the department of a SKU's product.
    """

    category: str
    place_kind: str
    place: str


class KeepRule(Struct, frozen=True, gc=False):
    """Units of each SKU that are kept back at each place.

    channel: for whom they are kept; nobody is promised them where it is empty.
    """

    units: int
    channel: str = ""
    category: str = ""
    place_kind: str = ""
    place: str = ""


class LevelRule(Struct, frozen=True, gc=False):
    """From how many units a market calls a SKU's availability low no more, and then high."""

    low_up_to: int
    medium_up_to: int
    market: str = ""
    category: str = ""


class Level(StrEnum):
    """How much of a SKU there is, as doors may tell it to anybody."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
