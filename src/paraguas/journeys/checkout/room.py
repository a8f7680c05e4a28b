"""On which day a place still has room: one that is full today serves on its next day with room."""

from collections.abc import Iterable
from itertools import islice, repeat

from msgspec import Struct, field

from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.queries import Loads, slice_loads
from paraguas.journeys.checkout.offers import Offer, OfferKey, Offers, coming_days, later_offers
from paraguas.network.queries import Network
from paraguas.network.rules.distance import metres_from, vector_of
from paraguas.plumbing.tx import Tx
from paraguas.sourcing.model import Candidate, RuleSet
from paraguas.values.ids import PlaceId
from paraguas.values.place import Point


class Room(Struct, frozen=True):
    """How full the days of places are; it moves on as orders are accepted.

    limited: whether any place takes only so many a day.  later: the offers of further days, worked
    out where a place is full.
    """

    network: Network
    loads: Loads
    limited: bool = True
    later: dict[tuple[OfferKey, PlaceId], tuple[Offer, ...]] = field(default_factory=dict)

    def open_offers(self, key: OfferKey, offers: Offers) -> Offers:
        """Move each offer to the first day its place has room; one that never has is left out."""
        if not self.limited:
            return offers
        return {
            place_id: found
            for place_id, offer in offers.items()
            if (found := self._first(key, offer))
        }

    def take(self, parts: Iterable[Fulfilment]) -> None:
        """Count what an order takes, so that the next one sees it."""
        for part in parts:
            if part.counted_on:
                self.loads.take(part.place_id, part.counted_on)

    def give_back(self, parts: Iterable[Fulfilment]) -> None:
        """Count what an order took and does not need after all."""
        for part in parts:
            if part.counted_on:
                self.loads.give_back(part.place_id, part.counted_on)

    def free(self, offer: Offer) -> int | None:
        """Tell how many more fulfilments its place takes on the day of an offer."""
        if offer.counted_on is None:
            return None
        place = offer.place
        return self.loads.free(place.place_id, offer.counted_on, place.daily_capacity)

    def _first(self, key: OfferKey, offer: Offer) -> Offer | None:
        if self.free(offer) != 0:
            return offer
        which = key, offer.place.place_id
        if which not in self.later:
            self.later[which] = later_offers(self.network, key, offer)
        return next((each for each in self.later[which] if self.free(each) != 0), None)


def read_room(tx: Tx, net: Network, offers: Iterable[Offers], groups: int) -> Room:
    """Read how full the days on offer are: one statement, a second only where a place may fill up.

    groups: how many the batch has; each takes at most one place of a day.
    """
    counted = [each for some in offers for each in some.values() if each.counted_on]
    days = [(each.place.place_id, each.counted_on or "") for each in counted]
    room = Room(net, slice_loads(tx, days), limited=bool(counted))
    crowded = [each for each in counted if (room.free(each) or 0) < groups]
    coming = [(each.place.place_id, day) for each in crowded for day in coming_days(each)]
    return Room(net, slice_loads(tx, [*days, *coming])) if coming else room


def candidates(
    room: Room, offers: Offers, opened: Offers, point: Point | None, rules: RuleSet
) -> list[Candidate]:
    """Show offers to sourcing, each on its first day with room (`opened`), or as full.

    rules: say what serving from a place costs.
    """
    shown = [opened.get(place_id, first) for place_id, first in offers.items()]
    away: Iterable[int | None] = repeat(None)
    if point:
        away = metres_from(vector_of(point), [offer.vector for offer in shown])
    free: Iterable[int | None] = repeat(None)
    if room.limited:
        free = [room.free(each) if each.place.place_id in opened else 0 for each in shown]
    costs: Iterable[int] = repeat(0)
    if rules.serving:
        away = list(islice(away, len(shown)))
        costs = map(rules.cost_minor, [offer.place.kind.value for offer in shown], away)
    return [
        Candidate(offer.place.place_id, offer.window.end_at, metres, units, cost_minor)
        for offer, metres, units, cost_minor in zip(shown, away, free, costs, strict=False)
    ]
