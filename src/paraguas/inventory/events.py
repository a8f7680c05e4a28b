"""Facts of inventory; placing an order announces none here, `order.placed` carries its units."""

from dataclasses import dataclass
from typing import ClassVar

from paraguas.inventory.model import Units


@dataclass(frozen=True, slots=True)
class StockReceived:
    """Units came to a place; in the place's stream."""

    name: ClassVar[str] = "stock.received.v1"

    receipt_id: str
    place_id: str
    units: tuple[Units, ...]


@dataclass(frozen=True, slots=True)
class StockAdjusted:
    """A count found more or fewer units (below 0); in the place's stream."""

    name: ClassVar[str] = "stock.adjusted.v1"

    adjustment_id: str
    place_id: str
    reason: str
    units: tuple[Units, ...]


@dataclass(frozen=True, slots=True)
class SafetyStockSet:
    """So many units of each SKU are never promised from now on; in the place's stream."""

    name: ClassVar[str] = "stock.safety_set.v1"

    place_id: str
    units: tuple[Units, ...]


@dataclass(frozen=True, slots=True)
class StockHeld:
    """A basket keeps exactly these units until it expires; in the basket's stream."""

    name: ClassVar[str] = "stock.held.v1"

    basket_id: str
    units: tuple[Units, ...]
    expires_at: int


@dataclass(frozen=True, slots=True)
class HoldReleased:
    """A basket gave back the units it kept; in the basket's stream."""

    name: ClassVar[str] = "hold.released.v1"

    basket_id: str
    units: tuple[Units, ...]


@dataclass(frozen=True, slots=True)
class HoldExpired:
    """The time of a basket's hold ran out, its units are free again; in the basket's stream."""

    name: ClassVar[str] = "hold.expired.v1"

    basket_id: str
    units: tuple[Units, ...]
