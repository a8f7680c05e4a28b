"""How much of SKUs a market has for a channel, as doors may tell it to anybody."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from paraguas.backorders.queries import slice_pools, terms_book
from paraguas.backorders.rules.pools import first_day
from paraguas.catalog.errors import SkuUnknown
from paraguas.catalog.model import Part, Sku
from paraguas.catalog.queries import catalogue
from paraguas.catalog.rules.bundling import bundles_in
from paraguas.inventory.queries import slice_positions
from paraguas.inventory.rules.pool import Positions
from paraguas.network.errors import ChannelUnknown, MarketUnknown
from paraguas.network.model import Place
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.supply.model import About, Level
from paraguas.supply.queries import incoming, stock_rules
from paraguas.values.ids import PlaceId, SkuId
from paraguas.values.time import local_day

Offered = Literal["in_stock", "on_order", "pre_order", "sold_out"]


class SkuLevel(Struct, frozen=True):
    """How much of a SKU (its code) there is; expected_on: when more comes, where that is known.

    offer: how it is sold now; from_on: the day (ISO) it is promised from, where it is not in stock.
    """

    sku: str
    level: Level
    expected_on: str | None
    offer: Offered = "in_stock"
    from_on: str | None = None


class _Asked(NamedTuple):
    market: str
    channel: str
    at: int


def network_availability(
    tx: Tx, skus: Sequence[str], *, market: str, channel: str, at: int
) -> tuple[SkuLevel, ...]:
    """Tell levels of SKUs (codes or GTINs) over all places that ship in a market or hand over.

    Refuses unknown codes.
    """
    catalog, net = catalogue(tx), network(tx)
    asked = net.market(market)
    if asked is None:
        raise MarketUnknown(market=market)
    if net.channel(channel) is None:
        raise ChannelUnknown(channel=channel)
    found = [_demand(catalog.find(code), code) for code in skus]
    serving = {one.place_id: one for one in (*net.shippers(asked), *net.pick_up_places(asked))}
    ids = sorted({part.sku_id for sku in found for part in _parts(sku)})
    pool = slice_positions(tx, ids, list(serving))
    coming = {
        one.sku_id: one.expected_on
        for one in reversed(incoming(tx, ids))
        if one.place_id in serving
    }
    told = _Asked(market, channel, at)
    units = {
        sku_id: _units(tx, part, pool, serving.values(), told)
        for sku_id in ids
        if (part := catalog.sku(sku_id))
    }
    return tuple(
        SkuLevel(
            sku.code,
            _level(tx, sku, units, told),
            _expected(sku, units, coming),
            *_offered(tx, sku, units, serving, told),
        )
        for sku in found
    )


def _demand(sku: Sku | None, code: str) -> Sku:
    if sku is None:
        raise SkuUnknown(sku=code)
    return sku


def _parts(sku: Sku) -> tuple[Part, ...]:
    """Give what is stocked of a SKU: itself, or the parts of a bundle."""
    return sku.bundle.parts if sku.bundle else (Part(sku.sku_id, 1),)


def _level(tx: Tx, sku: Sku, units: Mapping[SkuId, int], wish: _Asked) -> Level:
    """Tell the level of a SKU; there are as many bundles as their parts make, held once."""
    each = {part.sku_id: part.quantity for part in _parts(sku)}
    return stock_rules(tx).level(wish.market, catalogue(tx).category(sku), bundles_in(units, each))


def _offered(
    tx: Tx,
    sku: Sku,
    units: Mapping[SkuId, int],
    serving: Mapping[PlaceId, Place],
    wish: _Asked,
) -> tuple[Offered, str | None]:
    """Tell how a SKU is sold, and from which day; of a bundle, the day of the last of its parts."""
    market = network(tx).market(wish.market)
    assert market is not None, "a market that was found"
    today = local_day(wish.at, market.zone)
    terms = terms_book(tx).of((part.sku_id for part in _parts(sku)), wish.market)
    own = max((one.available_on for one in terms if one.available_on), default="")
    if own > today.isoformat():
        return "pre_order", own
    lacking = [one.sku_id for one in _parts(sku) if units.get(one.sku_id, 0) < one.quantity]
    if not lacking:
        return "in_stock", None
    pools = slice_pools(tx, lacking if terms else ())
    days = {one.sku_id: first_day(pools.of(one), one, serving, today) for one in terms}
    known = [day for sku_id in lacking if (day := days.get(sku_id))]
    return ("on_order", max(known)) if len(known) == len(lacking) else ("sold_out", None)


def _expected(sku: Sku, units: Mapping[SkuId, int], coming: Mapping[SkuId, str]) -> str | None:
    """Tell when more comes; of a bundle, the day all is there that it lacks."""
    parts = _parts(sku)
    lacking = [one.sku_id for one in parts if units.get(one.sku_id, 0) < one.quantity]
    days = [coming.get(sku_id) for sku_id in lacking or [one.sku_id for one in parts]]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def _units(tx: Tx, sku: Sku, pool: Positions, places: Iterable[Place], wish: _Asked) -> int:
    rules, category = stock_rules(tx), catalogue(tx).category(sku)
    units = 0
    for place in places:
        key = sku.sku_id, place.place_id
        about = About(category, place.kind.value, place.code)
        free, safety = pool.available(*key), pool.safety(*key)
        units += rules.promised(wish.channel, about, free, safety_stock=safety)
    return units
