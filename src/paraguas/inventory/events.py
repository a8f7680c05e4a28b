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
