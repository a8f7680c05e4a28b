"""The facts baskets announce, in the stream of the basket."""

from typing import Any, ClassVar

from msgspec import Struct

Lines = list[dict[str, Any]]
"""What is in it: sku, quantity."""


class BasketOpened(Struct, frozen=True, gc=False):
    """A person or an associate began to choose."""

    name: ClassVar[str] = "basket.opened.v1"
    basket_id: str
    channel: str
    market: str


class BasketChanged(Struct, frozen=True, gc=False):
    """The basket's contents are these now."""

    name: ClassVar[str] = "basket.changed.v1"
    basket_id: str
    version: int
    lines: Lines


class BasketExpired(Struct, frozen=True, gc=False):
    """Nobody came back for the basket in time; what it held is free again."""

    name: ClassVar[str] = "basket.expired.v1"
    basket_id: str


class BasketHandedOver(Struct, frozen=True, gc=False):
    """The basket went on at another door or with another person."""

    name: ClassVar[str] = "basket.handed_over.v1"
    basket_id: str
    from_channel: str
    to_channel: str
    to_actor: str
