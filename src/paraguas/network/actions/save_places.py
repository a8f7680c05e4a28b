"""Open stores and warehouses."""

from collections.abc import Sequence

from paraguas.network import store
from paraguas.network.errors import EntityUnknown, MarketUnknown
from paraguas.network.events import PlaceChanged, PlaceOpened
from paraguas.network.model import Place
from paraguas.network.queries import reference
from paraguas.network.rules.describing import check_place
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def save_places(tx: Tx, stamp: Stamp, places: Sequence[Place]) -> int:
    """Open places or change what is known of them; give how many are new or different.

    Announces place.opened.v1 or place.changed.v1 for each of these.  Refuses malformed ones and
    unknown entities and markets.
    """
    _check(tx, places)
    added, changed = store.put_places(tx, places)
    opened = {row[0] for row in added}
    moved = {row[0] for row in changed}
    for place in places:
        if place.place_id in opened:
            fact = PlaceOpened(place.place_id, place.code, place.kind.value, place.market)
            tx.announce(stamp, place.place_id, fact)
        elif place.place_id in moved:
            tx.announce(stamp, place.place_id, PlaceChanged(place.place_id, place.code))
    if opened or moved:
        reference.changed(tx)
    return len(opened) + len(moved)


def _check(tx: Tx, places: Sequence[Place]) -> None:
    entities = store.known_entities(tx, (place.entity_id for place in places))
    markets = store.known_markets(tx, (place.market for place in places))
    for place in places:
        check_place(place)
        if place.entity_id not in entities:
            raise EntityUnknown(entity=place.entity_id)
        if place.market not in markets:
            raise MarketUnknown(market=place.market)
