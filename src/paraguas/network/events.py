"""What the network announces."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class EntityRegistered:
    """A legal entity was registered, or its data changed."""

    name: ClassVar[str] = "entity.registered.v1"
    code: str
    country: str
    tax_number: str


@dataclass(frozen=True, slots=True)
class MarketOpened:
    """A market was opened, or its settings changed."""

    name: ClassVar[str] = "market.opened.v1"
    code: str
    country: str
    currency: str


@dataclass(frozen=True, slots=True)
class ChannelOpened:
    """A door was opened, or its settings changed."""

    name: ClassVar[str] = "channel.opened.v1"
    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class PlaceOpened:
    """A store or warehouse was added."""

    name: ClassVar[str] = "place.opened.v1"
    place_id: str
    code: str
    kind: str
    market: str


@dataclass(frozen=True, slots=True)
class PlaceChanged:
    """What is known of a store or warehouse changed: its hours, its ways, its address."""

    name: ClassVar[str] = "place.changed.v1"
    place_id: str
    code: str
