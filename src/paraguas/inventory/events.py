"""Facts of inventory; placing an order announces none here, `order.placed` carries its units."""

from dataclasses import dataclass
from typing import ClassVar

from paraguas.inventory.model import Units


@dataclass(frozen=True, slots=True)
class StockReceived:
    """Units came to a place; told in the place's stream."""

    name: ClassVar[str] = "stock.received.v1"

    receipt_id: str
    place_id: str
    units: tuple[Units, ...]
