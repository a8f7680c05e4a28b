"""A country as a file tells it: entity, markets, places, staff, jurisdictions and rates of tax.

The shapes refuse what they do not know, so that a slip in a file is found where it stands.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct, field

from paraguas.invoices.model import Jurisdiction, TaxPart, TaxRate, Treatment
from paraguas.network.model import (
    Entity,
    InvoicingMoment,
    Market,
    Place,
    PlaceKind,
    entity_id_of,
    place_id_of,
)
from paraguas.network.rules.hours_text import read_hours
from paraguas.staff.model import Actor, Role, actor_id_of
from paraguas.values.ids import EntityId
from paraguas.values.place import Address, Point
from paraguas.values.refusal import Malformed


class EntityRow(Struct, forbid_unknown_fields=True, kw_only=True):
    """A legal entity."""

    code: str
    name: str
    country: str
    currency: str
    tax_number: str
    zone: str
    invoice_series: str
    address: Address
    tax_registrations: dict[str, str] = {}
    distance_scheme: bool = False
    exporter_number: str = ""

    def value(self) -> Entity:
        """Give the entity."""
        return Entity(entity_id=entity_id_of(self.code), **msgspec.structs.asdict(self))


class MarketRow(Struct, forbid_unknown_fields=True, kw_only=True):
    """A market of the file's entity."""

    code: str
    country: str
    currency: str
    prices_include_tax: bool
    languages: tuple[str, ...]
    zone: str
    cash_rounding: int = 1
    invoicing: InvoicingMoment = InvoicingMoment.LAST_GONE
    invoice_series: str = ""

    def value(self, entity_id: EntityId) -> Market:
        """Give the market."""
        return Market(entity_id=entity_id, **msgspec.structs.asdict(self))


class PlaceRow(Struct, forbid_unknown_fields=True, kw_only=True):
    """A store or warehouse; `market` is the file's first where it names none."""

    code: str
    kind: PlaceKind
    name: str
    zone: str
    latitude: int
    longitude: int
    address: Address
    hours: str
    holidays: str | None = None
    market: str = ""
    ships: bool = False
    picks_up: bool = False
    daily_capacity: int | None = None
    handling_minutes: int = 60
    transit_days: dict[str, int] = {}
    bays: tuple[str, ...] = ()

    def value(self, entity_id: EntityId, market: str) -> Place:
        """Give the place."""
        point = Point(self.latitude, self.longitude)
        return Place(
            *(place_id_of(self.code), self.code, self.kind, self.name, entity_id),
            *(self.market or market, self.zone, point),
            msgspec.structs.replace(self.address, **msgspec.structs.asdict(point)),
            read_hours(self.hours, place=self.code, holidays=self.holidays),
            ships=self.ships,
            picks_up=self.picks_up,
            daily_capacity=self.daily_capacity,
            handling_minutes=self.handling_minutes,
            transit_days=self.transit_days,
            bays=self.bays,
        )


class ActorRow(Struct, forbid_unknown_fields=True, kw_only=True):
    """Somebody who works in a place."""

    code: str
    name: str
    role: Role
    place: str | None = None
    languages: tuple[str, ...] = ()
    skills: frozenset[str] = frozenset()
    authority_minor: dict[str, int] = {}

    def value(self) -> Actor:
        """Give the actor."""
        return Actor(
            actor_id=actor_id_of(self.code),
            code=self.code,
            name=self.name,
            role=self.role,
            place_id=place_id_of(self.place) if self.place else None,
            languages=self.languages,
            skills=self.skills,
            authority_minor=self.authority_minor,
        )


class RateRow(
    Struct,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={"from_on": "from", "until_on": "until"},
):
    """A rate of tax."""

    jurisdiction: str
    category: str
    rate_pcm: int
    from_on: date
    citation: str
    until_on: date | None = None
    parts: tuple[TaxPart, ...] = ()
    treatment: Treatment | None = None
    reason: str = ""

    def value(self) -> TaxRate:
        """Give the rate."""
        return TaxRate(**msgspec.structs.asdict(self))


class JurisdictionRow(Struct, forbid_unknown_fields=True, kw_only=True):
    """A jurisdiction; the reasons of its area are told once for all of them."""

    code: str
    zone: str
    area: str = ""
    vat_prefix: str = ""


class AreaRow(Struct, forbid_unknown_fields=True, kw_only=True):
    """Countries that trade without a customs border."""

    reasons: dict[str, str] = {}


class TaxFile(Struct, forbid_unknown_fields=True, kw_only=True):
    """Jurisdictions and their rates."""

    rates: tuple[RateRow, ...] = ()
    jurisdictions: tuple[JurisdictionRow, ...] = ()
    areas: dict[str, AreaRow] = {}

    def values(self) -> tuple[list[TaxRate], list[Jurisdiction]]:
        """Give rates and jurisdictions."""
        areas = {code: area.reasons for code, area in self.areas.items()}
        return [row.value() for row in self.rates], [
            Jurisdiction(row.code, row.zone, row.area, row.vat_prefix, areas.get(row.area, {}))
            for row in self.jurisdictions
        ]


class CountryFile(Struct, forbid_unknown_fields=True, kw_only=True):
    """A country: one entity with what it trades through; its taxes may stand elsewhere."""

    entity: EntityRow
    markets: tuple[MarketRow, ...]
    places: tuple[PlaceRow, ...] = ()
    staff: tuple[ActorRow, ...] = ()
    tax: TaxFile = field(default_factory=TaxFile)


def read_tables(told: Mapping[str, Any], kind: type[Any]) -> Any:
    """Read the tables of a file; Malformed says what is amiss, and where it stands."""
    try:
        return msgspec.convert(told, kind)
    except msgspec.ValidationError as wrong:
        problem, _, where = str(wrong).partition(" - at `$")
        raise Malformed(where=where.rstrip("`").lstrip(".") or "file", problem=problem) from wrong
