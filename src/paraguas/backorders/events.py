"""The facts back-orders announce, those of an order in its stream."""

from typing import ClassVar

from msgspec import Struct


class BackorderTermsSet(Struct, frozen=True, gc=False):
    """A SKU is sold in a market under other terms before it is there."""

    name: ClassVar[str] = "backorder.terms_set.v1"
    sku_id: str
    market: str
    against_supply: bool
    cap: int
    available_on: str | None


class _Waited(Struct, frozen=True, gc=False):
    """Something became of units that wait at a place; lines are pairs of line number and units."""

    order_id: str
    place_id: str
    lines: tuple[tuple[int, int], ...]


class GoodsBackordered(_Waited, frozen=True, gc=False):
    """Units were sold that no place has yet; until: when the person was told to have them."""

    name: ClassVar[str] = "goods.backordered.v1"
    until: int


class BackorderServed(_Waited, frozen=True, gc=False):
    """They came, and are the order's."""

    name: ClassVar[str] = "backorder.served.v1"


class BackorderMoved(_Waited, frozen=True, gc=False):
    """They are promised from other supply now."""

    name: ClassVar[str] = "backorder.moved.v1"


class BackorderDropped(_Waited, frozen=True, gc=False):
    """They are not waited for any more: cancelled, or they will not come."""

    name: ClassVar[str] = "backorder.dropped.v1"


class _Kept(Struct, frozen=True, gc=False):
    """Something became of units a basket keeps; units are pairs of SKU and number."""

    basket_id: str
    units: tuple[tuple[str, int], ...]


class BackorderHeld(_Kept, frozen=True, gc=False):
    """A basket keeps exactly these units on order until it expires; in the basket's stream."""

    name: ClassVar[str] = "backorder.held.v1"
    expires_at: int


class BackorderReleased(_Kept, frozen=True, gc=False):
    """A basket gave back units on order: it was given up or ordered, or its supply fell short."""

    name: ClassVar[str] = "backorder.released.v1"
