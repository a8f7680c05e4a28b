"""What the network announces."""

from typing import ClassVar

from msgspec import Struct


class EntityRegistered(Struct, frozen=True):
    """A legal entity was registered, or its data changed."""

    name: ClassVar[str] = "entity.registered.v1"
    code: str
    country: str
    tax_number: str


class MarketOpened(Struct, frozen=True):
    """A market was opened, or its settings changed."""

    name: ClassVar[str] = "market.opened.v1"
    code: str
    country: str
    currency: str


class ChannelOpened(Struct, frozen=True):
    """A door was opened, or its settings changed."""

    name: ClassVar[str] = "channel.opened.v1"
    code: str
    kind: str


class PlaceOpened(Struct, frozen=True):
    """A store or warehouse was added."""

    name: ClassVar[str] = "place.opened.v1"
    place_id: str
    code: str
    kind: str
    market: str


class PlaceChanged(Struct, frozen=True):
    """What is known of a store or warehouse changed: its hours, its ways, its address."""

    name: ClassVar[str] = "place.changed.v1"
    place_id: str
    code: str
