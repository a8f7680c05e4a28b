"""What other floors may read of the network: one snapshot, good for a transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache

from paraguas.network import store
from paraguas.network.model import Channel, Entity, Market, Place
from paraguas.network.rules import opening
from paraguas.network.rules.distance import distance_metres
from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import EntityId, PlaceId
from paraguas.values.place import Point
from paraguas.values.time import MINUTE, Period

_MOST = 3
"""Reading a third of all places one by one takes as long as reading all of them in a row."""


class Network:
    """All entities, markets, places and channels, at one version; each list is in code order."""

    def __init__(
        self,
        entities: Iterable[Entity],
        markets: Iterable[Market],
        places: Iterable[Place],
        channels: Iterable[Channel],
    ) -> None:
        """Index them by id and code."""
        self.entities = tuple(entities)
        self.markets = tuple(markets)
        self.places = tuple(places)
        self.channels = tuple(channels)
        self._entities = {entity.entity_id: entity for entity in self.entities}
        self._markets = {market.code: market for market in self.markets}
        self._places = {place.place_id: place for place in self.places}
        self._codes = {place.code: place for place in self.places}
        self._channels = {channel.code: channel for channel in self.channels}
        self._shippers: dict[EntityId, tuple[Place, ...]] = defaultdict(tuple)
        self._pick_up_places: dict[str, tuple[Place, ...]] = defaultdict(tuple)
        for place in self.places:
            if place.ships:
                self._shippers[place.entity_id] += (place,)
            if place.picks_up:
                self._pick_up_places[place.market] += (place,)
        self._opening = lru_cache(maxsize=8192)(self._opening_at_minute)
        self._openings = lru_cache(maxsize=8192)(self._openings_on)

    def is_most(self, places: Collection[PlaceId]) -> bool:
        """Whether these are so many of all places that picking them out is not worth it."""
        return 0 < len(self.places) <= _MOST * len(places)

    def entity(self, entity_id: EntityId) -> Entity | None:
        """Give the legal entity with this id."""
        return self._entities.get(entity_id)

    def market(self, code: str) -> Market | None:
        """Give the market with this code."""
        return self._markets.get(code)

    def place(self, place_id: PlaceId) -> Place | None:
        """Give the place with this id."""
        return self._places.get(place_id)

    def place_by_code(self, code: str) -> Place | None:
        """Give the place with this code."""
        return self._codes.get(code)

    def channel(self, code: str) -> Channel | None:
        """Give the channel with this code."""
        return self._channels.get(code)

    def shippers(self, market: Market, country: str | None = None) -> tuple[Place, ...]:
        """Give the places that ship a market's orders to a country (its own unless named).

        They belong to the entity that sells there.
        """
        to = country or market.country
        ours = self._shippers.get(market.entity_id, ())
        return tuple(place for place in ours if to in place.transit_days)

    def pick_up_places(self, market: Market) -> tuple[Place, ...]:
        """Give the places of a market where orders can be fetched."""
        return self._pick_up_places.get(market.code, ())

    def nearest(self, point: Point, places: Iterable[Place]) -> list[tuple[Place, int]]:
        """Give places with their distance in metres, the nearest first."""
        measured = [(place, distance_metres(point, place.point)) for place in places]
        return sorted(measured, key=lambda pair: (pair[1], pair[0].code))

    def next_opening(self, place_id: PlaceId, at: int) -> Period | None:
        """Give the opening of a place under way at an instant, else its next one."""
        # Openings begin and end on whole minutes, so all instants of a minute share the answer.
        return self._opening(place_id, at // MINUTE)

    def openings(self, place_id: PlaceId, day: date) -> tuple[Period, ...]:
        """Give the openings of a place that begin on a local day."""
        return self._openings(place_id, day)

    def openings_from(self, place_id: PlaceId, at: int) -> Iterator[Period]:
        """Give the openings of a place that have not ended at an instant, in order."""
        while found := self.next_opening(place_id, at):
            yield found
            at = found.end_at

    def is_open(self, place_id: PlaceId, at: int, *, grace: int = 0) -> bool:
        """Whether a place is open at an instant, or is within `grace` microseconds of it."""
        found = self.next_opening(place_id, at - grace)
        return found is not None and found.start_at <= at + grace

    def _opening_at_minute(self, place_id: PlaceId, minute: int) -> Period | None:
        return opening.next_opening(self._places[place_id], minute * MINUTE)

    def _openings_on(self, place_id: PlaceId, day: date) -> tuple[Period, ...]:
        return opening.openings(self._places[place_id], day)


def _load(tx: Tx) -> Network:
    return Network(
        store.all_entities(tx), store.all_markets(tx), store.all_places(tx), store.all_channels(tx)
    )


reference = Reference("network", _load)


def network(tx: Tx) -> Network:
    """Give the network as this transaction sees it."""
    return reference.get(tx)
