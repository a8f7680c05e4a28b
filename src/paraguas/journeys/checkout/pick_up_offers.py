"""Where goods could be fetched, and from when: lying in the store, or brought to it."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.journeys.checkout.draft import draft
from paraguas.journeys.checkout.slice import Slice, read_slice
from paraguas.journeys.checkout.supply import give_back
from paraguas.network.errors import ChannelUnknown, MarketUnknown
from paraguas.network.model import Place
from paraguas.network.queries import network
from paraguas.orders.model import GroupKind, Wish, WishedGroup, WishedLine
from paraguas.plumbing.tx import Tx
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp


class PickUpOffer(Struct, frozen=True):
    """A store in which all lines could be fetched together.

    ready_at: from when.  brought: another place brings them; asked for with the group's `brought`.
    """

    place: str
    name: str
    ready_at: int
    brought: bool


def offer_pick_ups(
    tx: Tx, stamp: Stamp, *, market: str, channel: str, lines: Sequence[WishedLine]
) -> tuple[PickUpOffer, ...]:
    """Tell in which stores of a market lines could be fetched, the soonest first.

    Stores that can have them in no way are left out.  Refuses unknown codes.
    """
    net = network(tx)
    found = net.market(market)
    if found is None:
        raise MarketUnknown(market=market)
    if net.channel(channel) is None:
        raise ChannelUnknown(channel=channel)
    stores = net.pick_up_places(found)
    wishes = [_wish(stamp, market, channel, lines, store) for store in stores]
    known = read_slice(tx, wishes)
    offers = [_offer(known, *each) for each in zip(wishes, stores, strict=True)]
    return tuple(sorted(filter(None, offers), key=lambda one: (one.ready_at, one.place)))


def _wish(
    stamp: Stamp, market: str, channel: str, lines: Sequence[WishedLine], store: Place
) -> Wish:
    group = WishedGroup(GroupKind.PICK_UP, store.code, brought=True)
    return Wish(stamp, channel, market, tuple(lines), (group,))


def _offer(known: Slice, wish: Wish, store: Place) -> PickUpOffer | None:
    try:
        drafted = draft(known, wish)
    except Refusal as refused:
        if refused.kind != "conflict":
            raise
        return None
    give_back(known, drafted.supply)
    brought = any(part.to_place_id for part in drafted.supply.fulfilments)
    [promised] = drafted.supply.promises
    return PickUpOffer(store.code, store.name, promised.latest_at, brought)
