"""The nouns of inventory."""

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from paraguas.values.ids import BasketId, CountId, PlaceId, SkuId, TransferId

Key = tuple[SkuId, PlaceId]
"""What a position is found by."""


class Kind(StrEnum):
    """What a movement does to a position; only `adjusted` and `counted` have a signed quantity."""

    RECEIVED = "received"
    ADJUSTED = "adjusted"
    ALLOCATED = "allocated"
    RELEASED = "released"
    RESERVED = "reserved"
    UNRESERVED = "unreserved"
    ISSUED = "issued"
    SOLD = "sold"
    RETURNED = "returned"
    SENT = "sent"
    ARRIVED = "arrived"
    RECALLED = "recalled"
    COUNTED = "counted"
    QUARANTINED = "quarantined"
    DAMAGED = "damaged"
    CLEARED = "cleared"
    FAILED = "failed"
    RESTORED = "restored"
    RECHECKED = "rechecked"
    SCRAPPED = "scrapped"
    REJECTED = "rejected"


class Condition(StrEnum):
    """What may be done with units of a place; `written_off` is where they leave the books."""

    SELLABLE = "sellable"
    QUALITY = "quality"
    DAMAGED = "damaged"
    WRITTEN_OFF = "written_off"


class Units(Struct, frozen=True, gc=False):
    """A number of units of a SKU at a place; below 0 only where a difference is told."""

    sku_id: SkuId
    place_id: PlaceId
    quantity: int


class Buckets(NamedTuple):
    """The numbers movements change, as a balance or as a difference."""

    on_hand: int
    allocated: int
    reserved: int
    damaged: int = 0
    quality: int = 0


class Change(NamedTuple):
    """What one or more movements do to their position.

    promised: units promised or sent away, less those given back.  sold: units carried out
    unpromised.
    """

    on_hand: int
    allocated: int
    reserved: int
    promised: int
    sold: int


_PER_UNIT = {
    Kind.RECEIVED: Change(1, 0, 0, 0, 0),
    Kind.ADJUSTED: Change(1, 0, 0, 0, 0),
    Kind.ALLOCATED: Change(0, 1, 0, 1, 0),
    Kind.RELEASED: Change(0, -1, 0, -1, 0),
    Kind.RESERVED: Change(0, 0, 1, 1, 0),
    Kind.UNRESERVED: Change(0, 0, -1, -1, 0),
    Kind.ISSUED: Change(-1, -1, 0, 0, 0),
    Kind.SOLD: Change(-1, 0, 0, 0, 1),
    Kind.RETURNED: Change(1, 0, 0, 0, 0),
    Kind.SENT: Change(-1, 0, 0, 1, 0),
    Kind.ARRIVED: Change(1, 0, 0, 0, 0),
    Kind.RECALLED: Change(1, 0, 0, 0, 0),
    Kind.COUNTED: Change(1, 0, 0, 0, 0),
    Kind.QUARANTINED: Change(-1, 0, 0, 0, 0),
    Kind.DAMAGED: Change(-1, 0, 0, 0, 0),
    Kind.CLEARED: Change(1, 0, 0, 0, 0),
    Kind.FAILED: Change(0, 0, 0, 0, 0),
    Kind.RESTORED: Change(1, 0, 0, 0, 0),
    Kind.RECHECKED: Change(0, 0, 0, 0, 0),
    Kind.SCRAPPED: Change(0, 0, 0, 0, 0),
    Kind.REJECTED: Change(0, 0, 0, 0, 0),
}


class Movement(Struct, frozen=True, gc=False):
    """A change of one position, written once and never touched again.

    cause_id, cause_no: what made it, for instance an order and the number of its action; together
    with the kind they occur once per position.  quantity: units, signed for `adjusted`, `counted`.
    """

    sku_id: SkuId
    place_id: PlaceId
    kind: Kind
    cause_id: str
    cause_no: int
    quantity: int
    at: int
    actor: str
    reason: str | None = None

    @property
    def change(self) -> Change:
        """What it does to its position."""
        on_hand, allocated, reserved, promised, sold = _PER_UNIT[self.kind]
        n = self.quantity
        return Change(on_hand * n, allocated * n, reserved * n, promised * n, sold * n)


class Position(Struct, frozen=True, gc=False):
    """The numbers of one SKU at one place.

    on_hand: sellable units a person can count there.  allocated: promised to placed orders.
    reserved: held for baskets.  safety_stock: never promised, though a person in the store may
    still carry it out.  damaged, quality: units that lie there too and are not to be sold, or not
    before somebody looked at them.
    """

    sku_id: SkuId
    place_id: PlaceId
    on_hand: int
    allocated: int
    reserved: int
    safety_stock: int
    damaged: int = 0
    quality: int = 0

    @property
    def unpromised(self) -> int:
        """Units nobody waits for; below 0 after a count that found fewer than were promised."""
        return self.on_hand - self.allocated - self.reserved

    @property
    def available(self) -> int:
        """Units that may be promised now."""
        return max(0, self.unpromised - self.safety_stock)


class Hold(Struct, frozen=True, gc=False):
    """Units of a position kept for a basket until an instant.

    hold_id: the taking it came from; it is the cause of the movements that reserve and give back.
    """

    sku_id: SkuId
    place_id: PlaceId
    hold_id: str
    basket_id: BasketId
    quantity: int
    expires_at: int


class Entry(Struct, frozen=True, gc=False):
    """A movement as its position's history tells it: what it did, and the numbers after it."""

    kind: Kind
    cause_id: str
    cause_no: int
    at: int
    actor: str
    reason: str | None
    basket_id: BasketId | None
    change: Buckets
    after: Buckets


class TransferState(StrEnum):
    """Where a transfer stands; only of a `sent` one units are still on the way."""

    SENT = "sent"
    RECEIVED = "received"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class TransferLine(Struct, frozen=True, gc=False):
    """Units of a SKU that were sent, and what became of them.

    written_off: never came.  returned: went back to the sender's shelf when it was cancelled.
    """

    sku_id: SkuId
    quantity: int
    received: int
    written_off: int
    returned: int

    @property
    def on_the_way(self) -> int:
        """Units that are in nobody's stock now."""
        return self.quantity - self.received - self.written_off - self.returned


class TransferReceipt(Struct, frozen=True):
    """Units of a transfer that came at once, with the document it is known by."""

    receipt_no: int
    document: str
    at: int
    actor: str
    units: dict[SkuId, int]


class Transfer(Struct, frozen=True):
    """Units on their way from one place to another.

    number: as people read it.  place_id: who waits for it.  reason: why it was closed or cancelled.
    """

    transfer_id: TransferId
    number: str
    from_place_id: PlaceId
    place_id: PlaceId
    state: TransferState
    version: int
    at: int
    created_by: str
    expected_at: int | None
    ended_at: int | None
    reason: str | None
    lines: tuple[TransferLine, ...]
    receipts: tuple[TransferReceipt, ...]


class CountState(StrEnum):
    """Whether people still count."""

    OPEN = "open"
    CLOSED = "closed"


class CountLine(Struct, frozen=True, gc=False):
    """A SKU to be counted; counting it again takes the place of what was counted before.

    expected: on hand when it was counted.  short: units promised that are not there, told when the
    count is closed.
    """

    sku_id: SkuId
    counted: int | None = None
    expected: int | None = None
    counted_at: int | None = None
    counted_by: str | None = None
    short: int = 0

    @property
    def difference(self) -> int:
        """Units found more (or fewer, below 0) than were written down; 0 where none counted."""
        if self.counted is None or self.expected is None:
            return 0
        return self.counted - self.expected


class Count(Struct, frozen=True):
    """A count of SKUs at a place; `whole` takes in whatever lies there."""

    count_id: CountId
    number: str
    place_id: PlaceId
    whole: bool
    state: CountState
    version: int
    at: int
    opened_by: str
    closed_at: int | None
    closed_by: str | None
    reason: str | None
    lines: tuple[CountLine, ...]
