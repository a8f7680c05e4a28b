"""Facts of supply, each in the stream of the place it is for."""

from typing import ClassVar

from msgspec import Struct


class AnnouncedUnits(Struct, frozen=True, gc=False):
    """Units of a SKU and the day (ISO) they are expected on."""

    sku_id: str
    quantity: int
    expected_on: str


class CameUnits(Struct, frozen=True, gc=False):
    """Units of a SKU that came: fit to be sold, damaged, and beyond what was announced in all."""

    sku_id: str
    received: int
    damaged: int
    over: int


class MissingUnits(Struct, frozen=True, gc=False):
    """Units of a SKU that will not come."""

    sku_id: str
    quantity: int


class SupplyAnnounced(Struct, frozen=True, gc=False):
    """A supplier announced goods."""

    name: ClassVar[str] = "supply.announced.v1"

    purchase_order_id: str
    supplier: str
    reference: str
    place_id: str
    units: tuple[AnnouncedUnits, ...]


class SupplyChanged(Struct, frozen=True, gc=False):
    """A supplier announced other units or days; these hold now."""

    name: ClassVar[str] = "supply.changed.v1"

    purchase_order_id: str
    place_id: str
    units: tuple[AnnouncedUnits, ...]


class SupplyReceived(Struct, frozen=True, gc=False):
    """Goods of a supplier came, the last of them where it is `complete`."""

    name: ClassVar[str] = "supply.received.v1"

    purchase_order_id: str
    place_id: str
    document: str
    complete: bool
    units: tuple[CameUnits, ...]


class SupplyClosed(Struct, frozen=True, gc=False):
    """The rest of a purchase order will not come."""

    name: ClassVar[str] = "supply.closed.v1"

    purchase_order_id: str
    place_id: str
    reason: str
    missing: tuple[MissingUnits, ...]


class SupplyCancelled(Struct, frozen=True, gc=False):
    """Nothing of a purchase order will come."""

    name: ClassVar[str] = "supply.cancelled.v1"

    purchase_order_id: str
    place_id: str
    reason: str


class SupplyFed(Struct, frozen=True, gc=False):
    """Another system told its numbers; skus: of how many."""

    name: ClassVar[str] = "supply.fed.v1"

    place_id: str
    feed: str
    sequence: int
    kind: str
    told_at: int
    skus: int


class SupplyDifferenceClosed(Struct, frozen=True, gc=False):
    """A difference between a feed's number and ours was closed: adjusted or kept."""

    name: ClassVar[str] = "supply.difference_closed.v1"

    closing_id: str
    place_id: str
    feed: str
    sku_id: str
    difference: int
    outcome: str
    reason: str


class StockRulesSet(Struct, frozen=True, gc=False):
    """The rules of stock are others from now on; in a stream of their own."""

    name: ClassVar[str] = "supply.rules_set.v1"

    keeping: int
    levels: int
