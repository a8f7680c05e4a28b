"""Which places may serve a group, and by when: worked out once for all orders of a minute."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from paraguas.fulfilment.rules import promising
from paraguas.network.model import Market, Place
from paraguas.network.queries import Network
from paraguas.network.rules.distance import Vector, vector_of
from paraguas.orders.model import GroupKind, Wish, WishedGroup
from paraguas.values.ids import PlaceId
from paraguas.values.time import Period, days_after, local_day, minute_of


class Offer(NamedTuple):
    """A place that may serve a group.

    ready_at: when the goods can go or be fetched.  window: when the person has them.
    counted_on: the local day (ISO) whose capacity it takes, where the place has a limit.
    vector: of its point.
    """

    place: Place
    ready_at: int
    window: Period
    counted_on: str | None
    vector: Vector


class OfferKey(NamedTuple):
    """What the offers of a group depend on; place: code of the store named, at: a whole minute."""

    kind: GroupKind
    market: str
    country: str
    place: str
    at: int

    @property
    def way(self) -> tuple[str, str]:
        """What rule sets are for: the market, and the way the goods go."""
        return self.market, self.kind.value


Offers = Mapping[PlaceId, Offer]
"""By place; shared by all batches of a minute, so nobody changes them."""

COMING_DAYS = 21
"""How many further days are looked at where a place is full."""


def offer_key(wish: Wish, group: WishedGroup) -> OfferKey:
    """Name what the offers of a group depend on."""
    country = group.address.country if group.address else ""
    return OfferKey(group.kind, wish.market, country, group.place, minute_of(wish.stamp.at))


def brought_key(net: Network, wish: Wish, group: WishedGroup) -> OfferKey | None:
    """Name what the offers of bringing a group to its store depend on; None where nobody is to."""
    store = net.place_by_code(group.place) if group.brought else None
    if store is None or group.kind is not GroupKind.PICK_UP:
        return None
    at = minute_of(wish.stamp.at)
    return OfferKey(GroupKind.SHIP, wish.market, store.address.country, "", at)


@lru_cache(maxsize=512)
def make_offers(net: Network, key: OfferKey) -> Offers:
    """Work out the offers for groups with this key; none for what is not shipped or picked up."""
    market = net.market(key.market)
    if market is None:
        return {}
    offers = (_offer(net, place, key, market) for place in _places(net, key, market))
    return {offer.place.place_id: offer for offer in offers if offer}


def _places(net: Network, key: OfferKey, market: Market) -> Sequence[Place]:
    if key.kind is GroupKind.SHIP:
        return net.shippers(market, key.country or market.country)
    if key.kind is not GroupKind.PICK_UP:
        return ()
    if not key.place:
        return net.pick_up_places(market)
    named = net.place_by_code(key.place)
    return [named] if named and named.picks_up else []


def later_offers(net: Network, key: OfferKey, first: Offer) -> tuple[Offer, ...]:
    """Work out the offers of a place for the days it opens on after its first offer's."""
    market = net.market(key.market)
    assert market is not None, "an offer in a market that is not there"
    until_on = coming_days(first)[-1]
    found: dict[str | None, Offer] = {first.counted_on: first}
    for opening in net.openings_from(first.place.place_id, first.ready_at):
        offer = _offer(net, first.place, key, market, since=max(opening.start_at, first.ready_at))
        if offer is None or (offer.counted_on or "") > until_on:
            break
        found.setdefault(offer.counted_on, offer)
    return tuple(found.values())[1:]


def coming_days(first: Offer) -> list[str]:
    """Name the local days (ISO) after that of an offer, as far as one looks ahead."""
    assert first.counted_on is not None, "a place without limit is never counted"
    counted_on = date.fromisoformat(first.counted_on)
    return [day.isoformat() for day in days_after(counted_on, COMING_DAYS)]


def _offer(
    net: Network, place: Place, key: OfferKey, market: Market, *, since: int | None = None
) -> Offer | None:
    """Work out an offer; since: when work on it can begin, the minute asked for without."""
    start_at = key.at if since is None else since
    openings = net.openings_from(place.place_id, start_at)
    ready_at = promising.ready_at(start_at, openings, place.handling_minutes)
    if ready_at is None:
        return None
    day = local_day(ready_at, place.zone)
    counted_on = None if place.daily_capacity is None else day.isoformat()
    vector = vector_of(place.point)
    if key.kind is GroupKind.PICK_UP:
        return Offer(place, ready_at, Period(key.at, ready_at), counted_on, vector)
    window = _delivery(place, key.country or market.country, day, market.zone)
    return Offer(place, ready_at, window, counted_on, vector)


def _delivery(place: Place, country: str, leaves_on: date, zone: str) -> Period:
    arrives_on = promising.arrives_on(
        leaves_on, place.transit_days[country], promising.not_on_sundays
    )
    return promising.delivery_window(arrives_on, zone)
