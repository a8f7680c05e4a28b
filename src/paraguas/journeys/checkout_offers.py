"""Which places may serve a group, and by when: worked out once for all orders of a minute."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from paraguas.fulfilment.rules import promising
from paraguas.network.model import Market, Place
from paraguas.network.queries import Network
from paraguas.network.rules.distance import Vector, vector_of
from paraguas.orders.model import GroupKind, Wish, WishedGroup
from paraguas.values.ids import PlaceId
from paraguas.values.time import Period, local_day, minute_of


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


Offers = dict[PlaceId, Offer]


def offer_key(wish: Wish, group: WishedGroup) -> OfferKey:
    """Name what the offers of a group depend on."""
    country = group.address.country if group.address else ""
    return OfferKey(group.kind, wish.market, country, group.place, minute_of(wish.stamp.at))


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


def _offer(net: Network, place: Place, key: OfferKey, market: Market) -> Offer | None:
    openings = net.openings_from(place.place_id, key.at)
    ready_at = promising.ready_at(key.at, openings, place.handling_minutes)
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
