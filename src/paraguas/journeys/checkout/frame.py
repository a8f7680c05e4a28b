"""Take bearings: the market, door, store and language a wish is about."""

from msgspec import Struct

from paraguas.journeys.checkout.slice import Slice
from paraguas.network.errors import ChannelUnknown, MarketUnknown, PlaceUnknown
from paraguas.network.model import Channel, Market, Place
from paraguas.orders.errors import (
    AddressNeeded,
    CurrencyWrong,
    PlaceClosed,
    PlaceNeeded,
    PlaceUnfit,
)
from paraguas.orders.model import GroupKind, Wish
from paraguas.orders.rules.composing import Frame
from paraguas.values.language import choose_language
from paraguas.values.time import HOUR


class Bearings(Struct, frozen=True, gc=False):
    """Where a wish comes from; `place` is the store it was captured in.

    policy_version: of the book in force at that moment, which binds for the order.
    """

    market: Market
    channel: Channel
    place: Place | None
    language: str
    policy_version: int

    @property
    def frame(self) -> Frame:
        """What they fix for the order."""
        return Frame(
            entity_id=self.market.entity_id,
            place_id=self.place.place_id if self.place else None,
            currency=self.market.currency,
            language=self.language,
            prices_include_tax=self.market.prices_include_tax,
            policy_version=self.policy_version,
        )


def take_bearings(known: Slice, wish: Wish) -> Bearings:
    """Find the market, the door and the store; refuses what is unknown or contradicts itself."""
    channel = known.network.channel(wish.channel)
    if channel is None:
        raise ChannelUnknown(channel=wish.channel)
    market = known.network.market(wish.market)
    if market is None:
        raise MarketUnknown(market=wish.market)
    if wish.currency and wish.currency != market.currency:
        raise CurrencyWrong(currency=wish.currency, market_currency=market.currency)
    wished = (wish.language, *market.languages) if wish.language else market.languages
    place = _place(known, wish, wish.place)
    in_force = known.policies.in_force_at(wish.stamp.at)
    return Bearings(market, channel, place, choose_language(wished), in_force.version)


def group_place(known: Slice, wish: Wish, number: int) -> Place | None:
    """Find the store a group names, or the one it was captured in; None lets the brand choose.

    number: of the group, counted from 0.  Refuses what needs a store and names none, a store of
    another market or that hands over nothing, and one that is closed when goods are carried out of
    it (an hour's grace for who was still inside).
    """
    group = wish.groups[number]
    where = f"groups[{number}]"
    if group.kind is GroupKind.SHIP:
        if group.address is None or not group.address.country:
            raise AddressNeeded(where=where)
        return None
    named = _place(known, wish, group.place)
    if group.kind is not GroupKind.CARRY_OUT:
        if named and group.kind is GroupKind.PICK_UP and not named.picks_up:
            raise PlaceUnfit(place=named.name, market=wish.market)
        return named
    place = named or _place(known, wish, wish.place)
    if place is None:
        raise PlaceNeeded(where=where)
    if not wish.historic and not known.network.is_open(place.place_id, wish.stamp.at, grace=HOUR):
        raise PlaceClosed(place=place.name)
    return place


def _place(known: Slice, wish: Wish, code: str) -> Place | None:
    if not code:
        return None
    place = known.network.place_by_code(code)
    if place is None:
        raise PlaceUnknown(place=code)
    if place.market != wish.market:
        raise PlaceUnfit(place=place.name, market=wish.market)
    return place
