"""Ship to store: what the store of a pick-up lacks another place brings, by a promised day."""

from msgspec.structs import replace

from paraguas.fulfilment.rules import promising
from paraguas.journeys.checkout.offers import Offer, brought_key
from paraguas.journeys.checkout.slice import Slice
from paraguas.journeys.checkout.supply import (
    Ask,
    Supply,
    Way,
    find_way,
    keep,
    plan_wants,
    promise,
    short,
    supply_group,
)
from paraguas.network.model import Place
from paraguas.network.queries import Network
from paraguas.orders.errors import PlaceClosed, StockShort
from paraguas.orders.model import Wish
from paraguas.sourcing.model import Shortage
from paraguas.values.time import Period


def supply_fetched(known: Slice, wish: Wish, ask: Ask, supply: Supply) -> None:
    """Source a pick-up from its store, or from whoever brings all of it there soonest by the rules.

    Refuses what `supply_group` does; StockShort where nobody has enough.
    """
    try:
        supply_group(known, wish, ask, supply)
    except StockShort:
        store = known.network.place_by_code(ask.group.place)
        if store is None:
            raise
        _bring(known, wish, ask, supply, store)


def _bring(known: Slice, wish: Wish, ask: Ask, supply: Supply, store: Place) -> None:
    key = brought_key(known.network, wish, ask.group)
    assert key is not None, "goods are brought to a store that is named"
    way = _without(find_way(known, wish, ask, key), store)
    plan = plan_wants(known, wish, ask, way)
    if isinstance(plan, Shortage):
        raise short(known, wish, ask, plan, way)
    offers = [_arrival(known.network, store, way.opened[p], key.at) for p in plan.parts()]
    keep(known, wish, ask, supply, way=way, plan=plan, to_place_id=store.place_id)
    supply.places[ask.number] = store.place_id
    supply.promises.append(promise(wish, ask, offers))


def _without(way: Way, store: Place) -> Way:
    """Ask all who send but the store itself, which has too few."""
    others = {p: offer for p, offer in way.asked.offers.items() if p != store.place_id}
    opened = {p: offer for p, offer in way.opened.items() if p != store.place_id}
    return replace(way, asked=way.asked._replace(offers=others), opened=opened)


def _arrival(net: Network, store: Place, sent: Offer, at: int) -> Offer:
    """Tell when the store has made ready what a place sends it."""
    there_at = sent.window.end_at
    openings = net.openings_from(store.place_id, there_at)
    ready_at = promising.ready_at(there_at, openings, store.handling_minutes)
    if ready_at is None:
        raise PlaceClosed(place=store.name)
    return sent._replace(place=store, ready_at=ready_at, window=Period(at, ready_at))
