"""How much of SKUs a market has for a channel, as doors may tell it to anybody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from paraguas.catalog.errors import SkuUnknown
from paraguas.catalog.model import Sku
from paraguas.catalog.queries import catalogue
from paraguas.inventory.queries import slice_positions
from paraguas.inventory.rules.pool import Positions
from paraguas.network.errors import ChannelUnknown, MarketUnknown
from paraguas.network.model import Place
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.supply.model import About, Level
from paraguas.supply.queries import incoming, stock_rules


@dataclass(frozen=True, slots=True)
class SkuLevel:
    """How much of a SKU (its code) there is; expected_on: when more comes, where that is known."""

    sku: str
    level: Level
    expected_on: str | None


class _Asked(NamedTuple):
    market: str
    channel: str


def network_availability(
    tx: Tx, skus: Sequence[str], *, market: str, channel: str
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
    ids = [sku.sku_id for sku in found]
    pool = slice_positions(tx, ids, list(serving))
    coming = {
        one.sku_id: one.expected_on
        for one in reversed(incoming(tx, ids))
        if one.place_id in serving
    }
    return tuple(
        SkuLevel(
            sku.code,
            _level(tx, sku, pool, serving.values(), _Asked(market, channel)),
            coming.get(sku.sku_id),
        )
        for sku in found
    )


def _demand(sku: Sku | None, code: str) -> Sku:
    if sku is None:
        raise SkuUnknown(sku=code)
    return sku


def _level(tx: Tx, sku: Sku, pool: Positions, places: Iterable[Place], wish: _Asked) -> Level:
    rules, category = stock_rules(tx), catalogue(tx).category(sku)
    units = 0
    for place in places:
        key = sku.sku_id, place.place_id
        about = About(category, place.kind.value, place.code)
        free, safety = pool.available(*key), pool.safety(*key)
        units += rules.promised(wish.channel, about, free, safety_stock=safety)
    return rules.level(wish.market, category, units)
