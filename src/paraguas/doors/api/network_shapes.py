"""Entities, markets, places and channels as they come in, and places as they go out."""

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Struct

from paraguas.network.model import ChannelKind, Hours, InvoicingMoment, Place, PlaceKind
from paraguas.network.queries import Network
from paraguas.values.limits import Degrees
from paraguas.values.place import Address, Point
from paraguas.values.time import Period

Code = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
MarketCode = Annotated[str, msgspec.Meta(min_length=1, max_length=24)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Short = Annotated[str, msgspec.Meta(max_length=40)]
Country = Annotated[str, msgspec.Meta(max_length=2)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class EntityIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A legal entity; country: ISO 3166-1, zone: IANA.

    tax_registrations: its VAT numbers by country.  distance_scheme: it declares sales to consumers
    of its tax area at home (one-stop shop).  exporter_number: customs know it by; without one
    nothing is sent over a customs border.
    """

    code: Code
    name: Name
    country: Country
    currency: Annotated[str, msgspec.Meta(max_length=3)]
    tax_number: Short
    zone: Short
    address: Address
    invoice_series: Annotated[str, msgspec.Meta(max_length=15)]
    tax_registrations: Annotated[dict[Country, Short], msgspec.Meta(max_length=250)] = (
        msgspec.field(default_factory=dict)
    )
    distance_scheme: bool = False
    exporter_number: Short = ""


class MarketIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A market; entity: code of the legal entity that sells in it."""

    code: MarketCode
    country: Country
    entity: Code
    currency: Annotated[str, msgspec.Meta(max_length=3)]
    prices_include_tax: bool
    languages: Annotated[tuple[Short, ...], msgspec.Meta(max_length=20)]
    zone: Short
    cash_rounding: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 1
    invoicing: InvoicingMoment = InvoicingMoment.LAST_GONE
    invoice_series: Annotated[str, msgspec.Meta(max_length=15)] = ""


class PlaceIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A store or warehouse.

    hours: as `Mo-Sa 10:00-21:00; Su 12:00-18:00; 12-24 10:00-15:00`.  holidays: the calendar that
    shuts it, `ES` or `ES-MD`.  latitude and longitude: millionths of a degree.
    """

    code: Code
    kind: PlaceKind
    name: Name
    entity: Code
    market: MarketCode
    zone: Short
    latitude: Degrees
    longitude: Degrees
    address: Address
    hours: Annotated[str, msgspec.Meta(max_length=2000)]
    holidays: Short | None = None
    ships: bool = False
    picks_up: bool = False
    daily_capacity: Count | None = None
    handling_minutes: Count = 60
    transit_days: Annotated[dict[Country, Count], msgspec.Meta(max_length=250)] = msgspec.field(
        default_factory=dict
    )
    bays: Annotated[tuple[Short, ...], msgspec.Meta(max_length=500)] = ()


class ChannelIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A channel; hold_minutes: how long its baskets keep goods."""

    code: Annotated[str, msgspec.Meta(min_length=1, max_length=24)]
    kind: ChannelKind
    name: Name
    hold_minutes: Count
    staffed: bool = False
    on_site: bool = False


class PlaceOut(Struct, frozen=True):
    """A store or warehouse, and whether it is open.

    distance_m: metres from the point asked about.  opening: under way now, or the next one.
    """

    place_id: str
    code: str
    kind: str
    name: str
    market: str
    zone: str
    point: Point
    address: Address
    hours: Hours
    ships: bool
    picks_up: bool
    daily_capacity: int | None
    handling_minutes: int
    transit_days: Mapping[str, int]
    bays: tuple[str, ...]
    open_now: bool
    opening: Period | None
    distance_m: int | None


def show_place(net: Network, place: Place, at: int, distance_m: int | None = None) -> PlaceOut:
    """Show a place as it is at an instant."""
    opening = net.next_opening(place.place_id, at)
    return PlaceOut(
        *(place.place_id, place.code, place.kind.value, place.name, place.market, place.zone),
        *(place.point, place.address, place.hours, place.ships, place.picks_up),
        *(place.daily_capacity, place.handling_minutes, place.transit_days, place.bays),
        open_now=opening is not None and opening.holds(at),
        opening=opening,
        distance_m=distance_m,
    )
