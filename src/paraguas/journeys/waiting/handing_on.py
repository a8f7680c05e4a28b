"""Handing on: goods somebody waited for are hers now; the place that got them may begin."""

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.backorders.model import Waiting
from paraguas.backorders.queries import terms_book
from paraguas.backorders.rules.terms import not_before
from paraguas.fulfilment.actions.write_fulfilments import write_fulfilments
from paraguas.fulfilment.model import Fulfilment, Kind, Sourced
from paraguas.fulfilment.rules.parting import part_plan
from paraguas.journeys.changing.holding import release_unless_held
from paraguas.journeys.checkout.offers import Offer, OfferKey, make_offers
from paraguas.journeys.checkout.room import read_room
from paraguas.journeys.money.renewing import RENEW, renew_authorisations
from paraguas.journeys.serving.delays import postpone
from paraguas.journeys.serving.resourcing import allocate
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.actions.add_allocations import add_allocations
from paraguas.orders.model import Group, PlacedOrder
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId, PlaceId
from paraguas.values.stamp import Stamp
from paraguas.values.time import minute_of

LATE = "supply_late"
"""The cause of a promise that moves because supply comes later than its supplier said."""


def hand_on(tx: Tx, stamp: Stamp, order_id: OrderId, served: Sequence[Waiting]) -> None:
    """Allocate goods that came to an order that waited for them, group by group.

    Its promise moves where they came too late for it.  A card that is to be asked only now, or
    whose approval has grown old, is asked; the place begins once the money stands.
    """
    for group in orders.order(tx, order_id).groups:
        own = [one for one in served if one.group_no == group.group_no]
        if own:
            _hand_on_group(tx, stamp, orders.order(tx, order_id), group, own)
    starts_at = _starts_at(tx, stamp, orders.order(tx, order_id), served)
    if starts_at:
        tx.later(stamp, RENEW, order_id, {}, due_at=starts_at)
    else:
        renew_authorisations(tx, stamp, order_id)
    release_unless_held(tx, stamp, order_id)


def _hand_on_group(
    tx: Tx, stamp: Stamp, order: PlacedOrder, group: Group, served: Sequence[Waiting]
) -> None:
    place_id = served[0].place_id
    starts_at = _starts_at(tx, stamp, order, served)
    offer = _offer(tx, order, group, place_id, starts_at or stamp.at)
    part = _part(stamp, order, served, offer)
    part = replace(part, not_before=starts_at)
    limit = offer.place.daily_capacity if offer and part.counted_on else None
    new = allocate(tx, stamp, order, [part])
    write_fulfilments(tx, [Sourced((part,), None if limit is None else {place_id: limit})])
    add_allocations(tx, stamp, order.order_id, new)
    postpone(
        *(tx, stamp, orders.order(tx, order.order_id), group.group_no),
        frozenset(one.line_no for one in served),
        until_at=part.promised_at,
        cause=LATE,
    )


def _starts_at(tx: Tx, stamp: Stamp, order: PlacedOrder, served: Sequence[Waiting]) -> int | None:
    """Tell the day of a pre-order, as long as it has not come."""
    market = network(tx).market(order.market)
    assert market is not None, "an order of a market that is not there"
    terms = terms_book(tx).of((one.sku_id for one in served), order.market)
    starts_at = not_before(terms, market.zone)
    return starts_at if starts_at > stamp.at else None


def _offer(tx: Tx, order: PlacedOrder, group: Group, place_id: PlaceId, at: int) -> Offer | None:
    """Tell when the place has the goods for the person, on the first day it has room."""
    country = group.address.country if group.address else ""
    key = OfferKey(group.kind, order.market, country, "", minute_of(at))
    offers = make_offers(network(tx), key)
    own = {place_id: offers[place_id]} if place_id in offers else {}
    return read_room(tx, network(tx), [own], groups=1).open_offers(key, own).get(place_id)


def _part(
    stamp: Stamp, order: PlacedOrder, served: Sequence[Waiting], offer: Offer | None
) -> Fulfilment:
    """Make the fulfilment; a place that is full for weeks begins it all the same."""
    first = served[0]
    group = next(each for each in order.groups if each.group_no == first.group_no)
    units: Counter[int] = Counter()
    for one in served:
        units.update({one.line_no: one.quantity})
    day = offer.counted_on if offer else None
    [part] = part_plan(
        *(stamp, order.order_id, first.group_no, Kind(group.kind.value)),
        {first.place_id: list(units.items())},
        skus={one.line_no: one.sku_id for one in served},
        promised_at={first.place_id: offer.window.end_at if offer else first.promised_at},
        counted_on={first.place_id: day} if day else None,
    )
    return part
