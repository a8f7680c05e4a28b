"""Facts of inventory; placing an order announces none here, `order.placed` carries its units."""

from typing import ClassVar

from msgspec import Struct

from paraguas.inventory.model import Units


class StockReceived(Struct, frozen=True, gc=False):
    """Units came to a place; in the place's stream."""

    name: ClassVar[str] = "stock.received.v1"

    receipt_id: str
    place_id: str
    units: tuple[Units, ...]


class StockAdjusted(Struct, frozen=True, gc=False):
    """A count found more or fewer units (below 0); in the place's stream."""

    name: ClassVar[str] = "stock.adjusted.v1"

    adjustment_id: str
    place_id: str
    reason: str
    units: tuple[Units, ...]


class StockSetAside(Struct, frozen=True, gc=False):
    """Units came into another condition or were written off; in the place's stream.

    was, becomes: sellable, quality, damaged or (becomes only) written_off.
    """

    name: ClassVar[str] = "stock.set_aside.v1"

    move_id: str
    place_id: str
    was: str
    becomes: str
    reason: str
    units: tuple[Units, ...]


class SafetyStockSet(Struct, frozen=True, gc=False):
    """So many units of each SKU are never promised from now on; in the place's stream."""

    name: ClassVar[str] = "stock.safety_set.v1"

    place_id: str
    units: tuple[Units, ...]


class StockHeld(Struct, frozen=True, gc=False):
    """A basket keeps exactly these units until it expires; in the basket's stream."""

    name: ClassVar[str] = "stock.held.v1"

    basket_id: str
    units: tuple[Units, ...]
    expires_at: int


class HoldReleased(Struct, frozen=True, gc=False):
    """A basket gave back the units it kept; in the basket's stream."""

    name: ClassVar[str] = "hold.released.v1"

    basket_id: str
    units: tuple[Units, ...]


class HoldExpired(Struct, frozen=True, gc=False):
    """The time of a basket's hold ran out, its units are free again; in the basket's stream."""

    name: ClassVar[str] = "hold.expired.v1"

    basket_id: str
    units: tuple[Units, ...]


class TransferSent(Struct, frozen=True, gc=False):
    """Units left a place for another; in the stream of the place they left."""

    name: ClassVar[str] = "stock.transfer_sent.v1"

    transfer_id: str
    number: str
    from_place_id: str
    to_place_id: str
    expected_at: int | None
    units: tuple[Units, ...]


class TransferReceived(Struct, frozen=True, gc=False):
    """Units of a transfer came, the last of them where it is `complete`; in the place's stream."""

    name: ClassVar[str] = "stock.transfer_received.v1"

    transfer_id: str
    place_id: str
    document: str
    complete: bool
    units: tuple[Units, ...]


class TransferClosed(Struct, frozen=True, gc=False):
    """Units of a transfer that never came were written off; in the place's stream."""

    name: ClassVar[str] = "stock.transfer_closed.v1"

    transfer_id: str
    place_id: str
    reason: str
    written_off: tuple[Units, ...]


class TransferCancelled(Struct, frozen=True, gc=False):
    """Units on the way went back to the place they had left; in that place's stream."""

    name: ClassVar[str] = "stock.transfer_cancelled.v1"

    transfer_id: str
    place_id: str
    reason: str
    units: tuple[Units, ...]


class StockCounted(Struct, frozen=True, gc=False):
    """A count was closed; in the place's stream.

    skus: how many were counted.  differences: units found more, or fewer (below 0).  short: units
    that are promised and were not found.
    """

    name: ClassVar[str] = "stock.counted.v1"

    count_id: str
    place_id: str
    reason: str
    skus: int
    differences: tuple[Units, ...]
    short: tuple[Units, ...]
