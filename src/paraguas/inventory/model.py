"""The nouns of inventory."""

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from paraguas.values.ids import BasketId, PlaceId, SkuId

Key = tuple[SkuId, PlaceId]
"""What a position is found by."""


class Kind(StrEnum):
    """What a movement does to a position; the quantity of all but `adjusted` is above 0."""

    RECEIVED = "received"
    ADJUSTED = "adjusted"
    ALLOCATED = "allocated"
    RELEASED = "released"
    RESERVED = "reserved"
    UNRESERVED = "unreserved"
    ISSUED = "issued"
    SOLD = "sold"
    RETURNED = "returned"


class Units(Struct, frozen=True, gc=False):
    """A number of units of a SKU at a place; below 0 only where a difference is told."""

    sku_id: SkuId
    place_id: PlaceId
    quantity: int


class Buckets(NamedTuple):
    """The three numbers movements change, as a balance or as a difference."""

    on_hand: int
    allocated: int
    reserved: int


class Change(NamedTuple):
    """What one or more movements do to their position.

    promised: units promised, less those given back.  sold: units carried out unpromised.
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
}


class Movement(Struct, frozen=True, gc=False):
    """A change of one position, written once and never touched again.

    cause_id, cause_no: what made it, for instance an order and the number of its action; together
    with the kind they occur once per position.  quantity: units, signed only for `adjusted`.
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

    on_hand: what a person can count there.  allocated: promised to placed orders.  reserved: held
    for baskets.  safety_stock: never promised, though a person in the store may still carry it out.
    """

    sku_id: SkuId
    place_id: PlaceId
    on_hand: int
    allocated: int
    reserved: int
    safety_stock: int

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
