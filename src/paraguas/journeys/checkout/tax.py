"""Tax of an order's groups and lines: whose it is, at which rate, and why there may be none."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from paraguas.invoices.model import Jurisdiction, Levy, Rate, Seller
from paraguas.invoices.rules.tax import tax_line
from paraguas.invoices.rules.treating import levy_on_sending, levy_on_service, treated
from paraguas.invoices.rules.vat_number import given_by
from paraguas.journeys.checkout.frame import Bearings
from paraguas.journeys.checkout.slice import Slice
from paraguas.network.model import Entity, Market, Place
from paraguas.orders.model import GroupKind, Wish, group_no_of
from paraguas.values.ids import PlaceId
from paraguas.values.time import local_day


class From(Protocol):
    """Goods of a group that come from a place."""

    @property
    def group_no(self) -> int:
        """Its number in the order."""

    @property
    def place_id(self) -> PlaceId:
        """Where they come from."""


class GroupTax(Struct, frozen=True, gc=False):
    """How the goods and the services of a group are taxed; `day` counts by that tax's clock."""

    goods: Levy
    service: Levy
    day: date


class LineTerms(Struct, frozen=True, gc=False):
    """What a line comes to once its tax is decided; the amount includes tax where prices do."""

    amount_minor: int
    tax_minor: int
    jurisdiction: str
    rate: Rate


class _Sale(Struct, frozen=True, gc=False):
    """Who sells, to which business if to one, and where the goods come from."""

    market: Market
    entity: Entity
    buyer: Jurisdiction | None
    parts: Sequence[From]


def group_taxes(
    known: Slice,
    wish: Wish,
    bearings: Bearings,
    places: Sequence[Place | None],
    parts: Sequence[From],
) -> list[GroupTax]:
    """Decide how each group is taxed: by where it is handed over, or by where it is sent.

    places: where groups are handed over, in their order.  parts: where goods come from.  Refuses
    goods that may not cross a border (TaxBorder) and an organisation's tax number that its country
    does not give (TaxNumberMalformed).
    """
    entity = known.network.entity(bearings.market.entity_id)
    assert entity is not None, "a market of an entity that is not there"
    sale = _Sale(bearings.market, entity, _business(known, wish), parts)
    return [_group_tax(known, wish, sale, *numbered) for numbered in enumerate(places)]


def _business(known: Slice, wish: Wish) -> Jurisdiction | None:
    """Tell which country's tax office knows the buyer as a business; None for anybody else."""
    person = wish.person
    # What the past recorded is taken as it is.
    if not (person.organisation and person.tax_number) or wish.historic:
        return None
    return given_by(known.tax, person.tax_number)


def _group_tax(known: Slice, wish: Wish, sale: _Sale, number: int, place: Place | None) -> GroupTax:
    table, entity, group = known.tax, sale.entity, wish.groups[number]
    sent = group.kind is GroupKind.SHIP
    there = place.address if place else None
    address = group.address if sent else there
    whose = sale.market.country
    if address is not None:
        whose = table.jurisdiction(address.country, address.region, address.postal_code)
    goods = service = Levy(whose)
    if sent and whose.partition("-")[0] != entity.country:
        origin = _origin(known, sale.parts, number) or entity.country
        goods = levy_on_sending(table, _seller(entity), origin, whose, sale.buyer)
    elif sale.buyer:
        service = levy_on_service(table, _seller(entity), whose, sale.buyer)
    zone = table.zone(goods.jurisdiction, sale.market.zone)
    return GroupTax(goods, service, local_day(wish.stamp.at, zone))


def line_terms(
    known: Slice, bearings: Bearings, tax: GroupTax, category: str, amount_minor: int, *,
    service: bool,
) -> LineTerms:  # fmt: skip
    """Tax a line.

    Where the tax falls away and prices include it, what is left of the price without the market's
    own tax is charged.
    """
    inclusive, levy = bearings.market.prices_include_tax, tax.service if service else tax.goods
    rate = known.tax.rate(levy.jurisdiction, category, tax.day)
    if levy.treatment is not None:
        rate = treated(levy, rate)
        if inclusive and rate.treatment.relieves:
            own = known.tax.rate(bearings.market.country, category, tax.day)
            amount_minor = tax_line(amount_minor, own.rate_pcm, inclusive=True).net_minor
    tax_minor = tax_line(amount_minor, rate.rate_pcm, inclusive=inclusive).tax_minor
    return LineTerms(amount_minor, tax_minor, levy.jurisdiction, rate)


def _origin(known: Slice, parts: Sequence[From], number: int) -> str:
    """Tell the country all goods of a group leave from; empty where they leave from several."""
    group_no = group_no_of(number)
    countries = {
        place.address.country
        for part in parts
        if part.group_no == group_no and (place := known.network.place(part.place_id))
    }
    return countries.pop() if len(countries) == 1 else ""


def _seller(entity: Entity) -> Seller:
    return Seller(
        entity.country,
        frozenset(entity.tax_registrations),
        distance_scheme=entity.distance_scheme,
        exporter=bool(entity.exporter_number),
    )
