"""Where and for whom the brand trades, as plain values."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from paraguas.values.ids import EntityId, PlaceId, digest_id
from paraguas.values.place import Address, Point

Spans = tuple[tuple[int, int], ...]
"""Half-open spans in minutes of the day, in order; one that ends past 1440 ends the next day."""


class PlaceKind(StrEnum):
    """Where people come, or where only goods lie."""

    STORE = "store"
    WAREHOUSE = "warehouse"


class ChannelKind(StrEnum):
    """The kinds of doors people buy through."""

    WEB = "web"
    APP = "app"
    TILL = "till"
    PHONE = "phone"
    CATALOGUE = "catalogue"
    FIELD_REP = "field_rep"
    PARTNER = "partner"
    MARKETPLACE = "marketplace"
    CHAT = "chat"
    ASSISTANT = "assistant"


class InvoicingMoment(StrEnum):
    """When an order is invoiced by itself; at a till, only when somebody asks."""

    LAST_GONE = "last_gone"
    FIRST_GONE = "first_gone"
    ON_DEMAND = "on_demand"


def entity_id_of(code: str) -> EntityId:
    """Give the id of the entity with this code; an import can be repeated because of it."""
    return EntityId(digest_id("entity", code))


def place_id_of(code: str) -> PlaceId:
    """Give the id of the place with this code."""
    return PlaceId(digest_id("place", code))


class Entity(Struct, frozen=True):
    """A legal person that sells and invoices.

    invoice_series: what its invoice numbers begin with.  zone: where its days begin.
    tax_registrations: its VAT numbers, country -> number.  distance_scheme: it declares sales to
    consumers of its tax area at home (one-stop shop).  exporter_number: customs know it by
    (EORI); without one nothing is sent over a customs border.
    """

    entity_id: EntityId
    code: str
    name: str
    country: str
    currency: str
    tax_number: str
    zone: str
    address: Address
    invoice_series: str
    tax_registrations: Mapping[str, str] = field(default_factory=dict)
    distance_scheme: bool = False
    exporter_number: str = ""


class Market(Struct, frozen=True):
    """A country or region with its currency, tax setting and languages.

    prices_include_tax: true where shelf prices are what is paid.  languages: the first is meant
    where a person has not said hers.  cash_rounding: the smallest coin, in minor units.
    invoicing: when its orders are invoiced.  invoice_series: its own run of numbers within the
    entity; empty is the entity's.
    """

    code: str
    country: str
    entity_id: EntityId
    currency: str
    prices_include_tax: bool
    languages: tuple[str, ...]
    zone: str
    cash_rounding: int = 1
    invoicing: InvoicingMoment = InvoicingMoment.LAST_GONE
    invoice_series: str = ""


class Hours(Struct, frozen=True):
    """When a place is open, by its own clock.

    week: spans of Monday to Sunday.  special: spans of single days, by `2026-12-24` or, for every
    year, `12-24`; none is closed.  holidays: the calendar whose public holidays close the place,
    `ES` or `ES-MD`.  A dated day wins over a yearly one, that over a holiday, that over the week.
    """

    week: tuple[Spans, ...]
    special: Mapping[str, Spans] = field(default_factory=dict)
    holidays: str | None = None


class Place(Struct, frozen=True):
    """A store or a warehouse.

    daily_capacity: how many fulfilments it takes in a day; None without limit.
    handling_minutes: open time from the order to goods that are ready to go or to be fetched.
    transit_days: from it to a country, in days; it ships only where one is given.
    bays: where goods wait for their people.
    """

    place_id: PlaceId
    code: str
    kind: PlaceKind
    name: str
    entity_id: EntityId
    market: str
    zone: str
    point: Point
    address: Address
    hours: Hours
    ships: bool = False
    picks_up: bool = False
    daily_capacity: int | None = None
    handling_minutes: int = 60
    transit_days: Mapping[str, int] = field(default_factory=dict)
    bays: tuple[str, ...] = ()


class Channel(Struct, frozen=True):
    """A door as data.

    hold_minutes: how long its baskets keep goods.  staffed: whether somebody of the brand sits at
    it.  on_site: whether the person stands in a place and may carry goods out.
    """

    code: str
    kind: ChannelKind
    name: str
    hold_minutes: int
    staffed: bool = False
    on_site: bool = False
