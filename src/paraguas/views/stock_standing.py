"""Where a SKU lies, and what each door may promise of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from paraguas.catalog.errors import SkuUnknown
from paraguas.catalog.model import Sku
from paraguas.catalog.queries import catalogue
from paraguas.inventory.model import Position
from paraguas.inventory.queries import on_the_way, positions
from paraguas.network.errors import MarketUnknown, PlaceUnknown
from paraguas.network.model import Channel, Place, PlaceKind
from paraguas.network.queries import Network, network
from paraguas.plumbing.tx import Tx
from paraguas.supply.model import About
from paraguas.supply.queries import incoming, stock_rules
from paraguas.values.ids import PlaceId


class ComingStock(Struct, frozen=True):
    """Units of a SKU that a supplier announced and the place still expects; by the earliest day."""

    expected_on: str
    quantity: int
    supplier: str
    reference: str


class PlaceStock(Struct, frozen=True):
    """The numbers of a SKU at a place.

    available: may be promised.  on_shelf: may be carried out by a person who stands there.
    on_the_way: sent here by another place, in no stock until it is received.  damaged, quality:
    lie here too and are not for sale.  incoming: announced by suppliers, the earliest first.
    """

    place: str
    name: str
    on_hand: int
    allocated: int
    reserved: int
    safety_stock: int
    available: int
    on_shelf: int
    on_the_way: int
    damaged: int
    quality: int
    incoming: tuple[ComingStock, ...]


class ChannelStock(Struct, frozen=True):
    """Units a channel may promise: to ship, to pick up, and, on site, to carry out."""

    channel: str
    ship: int
    pick_up: int
    carry_out: int


class StockStanding(Struct, frozen=True):
    """A SKU in the places asked about, and in all of them together."""

    sku: str
    unit: str
    on_hand: int
    available: int
    places: tuple[PlaceStock, ...]
    channels: tuple[ChannelStock, ...]


def stock_standing(tx: Tx, text: str, *, market: str = "", place: str = "") -> StockStanding:
    """Tell where a SKU (code or GTIN) lies.

    market: only places that serve it.  place: only this one.  A bundle is where all its parts are.
    Refuses unknown codes.
    """
    sku = catalogue(tx).find(text)
    if sku is None:
        raise SkuUnknown(sku=text)
    if sku.bundle:
        return _bundled(
            sku,
            [
                (part.quantity, stock_standing(tx, named.code, market=market, place=place))
                for part in sku.bundle.parts
                if (named := catalogue(tx).sku(part.sku_id))
            ],
        )
    net = network(tx)
    asked = {one.place_id: one for one in _places(net, market, place)}
    announced = _announced(tx, sku)
    known = {one.place_id: one for one in positions(tx, [sku.sku_id])}
    bare = {place: Position(sku.sku_id, place, 0, 0, 0, 0) for place in announced}
    found = [
        (asked[place_id], one) for place_id, one in (bare | known).items() if place_id in asked
    ]
    coming = {place_id: units for (_, place_id), units in on_the_way(tx, [sku.sku_id]).items()}
    found.sort(key=lambda pair: pair[0].code)
    rules, category = stock_rules(tx), catalogue(tx).category(sku)

    def promised(channel: str, place: Place, one: Position) -> int:
        about = About(category, place.kind.value, place.code)
        return rules.promised(channel, about, one.available, safety_stock=one.safety_stock)

    return _standing(sku, net.channels, found, coming, announced, promised=promised)


def _bundled(sku: Sku, parts: Sequence[tuple[int, StockStanding]]) -> StockStanding:
    """Tell of a bundle how many its parts make, which are held once and lie where they lie."""

    def least(units: Callable[[StockStanding], int]) -> int:
        return min(max(0, units(standing)) // each for each, standing in parts)

    eaches = [each for each, _ in parts]
    by_place = [(each, {one.place: one for one in standing.places}) for each, standing in parts]
    shared = [one for one in parts[0][1].places if all(one.place in have for _, have in by_place)]

    def here(code: str, units: Callable[[PlaceStock], int]) -> int:
        return min(max(0, units(have[code])) // each for each, have in by_place)

    return StockStanding(
        sku.code,
        sku.unit.value,
        on_hand=least(lambda standing: standing.on_hand),
        available=least(lambda standing: standing.available),
        places=tuple(
            PlaceStock(
                *(one.place, one.name, here(one.place, lambda at: at.on_hand), 0, 0, 0),
                available=here(one.place, lambda at: at.available),
                on_shelf=here(one.place, lambda at: at.on_shelf),
                on_the_way=0,
                damaged=0,
                quality=0,
                incoming=(),
            )
            for one in shared
        ),
        channels=tuple(
            ChannelStock(
                channels[0].channel,
                *(
                    min(max(0, units) // each for each, units in zip(eaches, named, strict=True))
                    for named in zip(
                        *((one.ship, one.pick_up, one.carry_out) for one in channels), strict=True
                    )
                ),
            )
            for channels in zip(*(standing.channels for _, standing in parts), strict=True)
        ),
    )


def _announced(tx: Tx, sku: Sku) -> dict[PlaceId, tuple[ComingStock, ...]]:
    found: dict[PlaceId, tuple[ComingStock, ...]] = {}
    for one in incoming(tx, [sku.sku_id]):
        told = ComingStock(one.expected_on, one.quantity, one.supplier, one.reference)
        found[one.place_id] = (*found.get(one.place_id, ()), told)
    return found


def _places(net: Network, market: str, place: str) -> Iterable[Place]:
    if place:
        named = net.place_by_code(place)
        if named is None:
            raise PlaceUnknown(place=place)
        return [named]
    if not market:
        return net.places
    found = net.market(market)
    if found is None:
        raise MarketUnknown(market=market)
    ours = [one for one in net.places if one.market == market]
    return {one.place_id: one for one in (*ours, *net.shippers(found))}.values()


def _standing(
    sku: Sku,
    channels: Iterable[Channel],
    found: list[tuple[Place, Position]],
    coming: Mapping[PlaceId, int],
    announced: Mapping[PlaceId, tuple[ComingStock, ...]],
    *,
    promised: Callable[[str, Place, Position], int],
) -> StockStanding:
    def ship(code: str) -> int:
        return sum(promised(code, place, one) for place, one in found if place.ships)

    def pick_up(code: str) -> int:
        return sum(promised(code, place, one) for place, one in found if place.picks_up)

    carry_out = _sum(found, lambda place, one: _on_shelf(one) if _is_store(place) else 0)
    return StockStanding(
        sku.code,
        sku.unit.value,
        on_hand=_sum(found, lambda _, one: one.on_hand),
        available=_sum(found, lambda _, one: one.available),
        places=tuple(
            _place_stock(
                *(place, one, coming.get(place.place_id, 0)), announced.get(place.place_id, ())
            )
            for place, one in found
        ),
        channels=tuple(
            ChannelStock(
                *(channel.code, ship(channel.code), pick_up(channel.code)),
                carry_out if channel.on_site else 0,
            )
            for channel in channels
        ),
    )


def _sum(found: Iterable[tuple[Place, Position]], units: Callable[[Place, Position], int]) -> int:
    return sum(units(place, one) for place, one in found)


def _place_stock(
    place: Place, one: Position, coming: int, announced: tuple[ComingStock, ...]
) -> PlaceStock:
    return PlaceStock(
        *(place.code, place.name, one.on_hand, one.allocated, one.reserved, one.safety_stock),
        available=one.available,
        on_shelf=_on_shelf(one),
        on_the_way=coming,
        damaged=one.damaged,
        quality=one.quality,
        incoming=announced,
    )


def _on_shelf(one: Position) -> int:
    return max(0, one.unpromised)


def _is_store(place: Place) -> bool:
    return place.kind is PlaceKind.STORE
