"""Goods for an order that changes: sourced, promised, priced and taxed as at check-out."""

from collections.abc import Sequence
from itertools import count

from msgspec import Struct

from paraguas.fulfilment.actions.write_fulfilments import write_fulfilments
from paraguas.fulfilment.model import Sourced
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.journeys.checkout_frame import group_place, take_bearings
from paraguas.journeys.checkout_lines import Item, check_kinds, find_items, price_items
from paraguas.journeys.checkout_slice import Slice, read_slice
from paraguas.journeys.checkout_supply import Ask, Supply, supply_group
from paraguas.journeys.checkout_tax import group_taxes
from paraguas.journeys.delays import postpone
from paraguas.network.model import Place
from paraguas.network.queries import Network, network
from paraguas.orders.actions.add_allocations import add_allocations
from paraguas.orders.actions.add_lines import add_lines
from paraguas.orders.actions.make_promise import make_promise
from paraguas.orders.events import ORDER_CHANGED
from paraguas.orders.model import (
    Group,
    GroupKind,
    Line,
    PlacedOrder,
    Wish,
    WishedGroup,
    WishedLine,
    group_no_of,
)
from paraguas.orders.rules.amending import line_of, new_line, position_of
from paraguas.orders.rules.leaving import next_allocation_no
from paraguas.plumbing.tx import Tx
from paraguas.sourcing.actions.write_traces import write_traces
from paraguas.values.stamp import Stamp

BLANK = WishedGroup(GroupKind.SERVICE)
"""Stands for a group nothing is wanted for, so that nothing is asked about it."""


class Wanted(Struct, frozen=True, gc=False):
    """Units of a SKU, by its code, for a line of an order that is there or will be."""

    line_no: int
    group_no: int
    code: str
    quantity: int


class Look(Struct, frozen=True):
    """What goods for an order are decided on: its groups as a wish, and the items for them."""

    known: Slice
    wish: Wish
    items: tuple[Item, ...]


def furnish(tx: Tx, stamp: Stamp, order: PlacedOrder, wanted: Sequence[Wanted]) -> None:
    """Source goods for the groups of an order as they are now, and promise when they come.

    Lines that are not there yet are added at today's price and tax.  Places begin once the money
    stands.  Refuses what is refused of goods at check-out.
    """
    seen = _look(tx, stamp, order, wanted)
    places = [_place(seen, number) for number in range(len(order.groups))]
    found = _source(order, seen)
    lines = [line for line in _price(seen, places, found) if not line_of(order, line.line_no)]
    if lines:
        add_lines(tx, order.order_id, lines, prices_include_tax=order.prices_include_tax)
    if found.movements:
        _write(tx, stamp, order, seen, found)


def _look(tx: Tx, stamp: Stamp, order: PlacedOrder, wanted: Sequence[Wanted]) -> Look:
    net = network(tx)
    asked = {one.group_no for one in wanted}
    wish = Wish(
        stamp=stamp,
        channel=order.channel,
        market=order.market,
        lines=tuple(
            WishedLine(one.code, one.quantity, position_of(one.group_no)) for one in wanted
        ),
        groups=tuple(
            _wished(net, group) if group.group_no in asked else BLANK for group in order.groups
        ),
        person=order.person,
        language=order.language,
    )
    known = read_slice(tx, [wish])
    items = tuple(
        Item(one.line_no, item.asked, item.sku)
        for one, item in zip(wanted, find_items(known, wish), strict=True)
    )
    check_kinds(wish, items)
    return Look(known, wish, items)


def _place(seen: Look, number: int) -> Place | None:
    return group_place(seen.known, seen.wish, number)


def _source(order: PlacedOrder, seen: Look) -> Supply:
    found = Supply(numbers=count(next_allocation_no(order)))
    for number in sorted({item.asked.group for item in seen.items if item.is_goods}):
        items = tuple(i for i in seen.items if i.asked.group == number and i.is_goods)
        ask = Ask(order.order_id, number, seen.wish.groups[number], items)
        supply_group(seen.known, seen.wish, ask, found)
    return found


def _price(seen: Look, places: Sequence[Place | None], found: Supply) -> list[Line]:
    known, wish = seen.known, seen.wish
    bearings = take_bearings(known, wish)
    taxes = group_taxes(known, wish, bearings, places, found.fulfilments)
    priced = price_items(known, wish, bearings, seen.items, taxes)
    return [
        new_line(
            one,
            line_no=item.line_no,
            group_no=group_no_of(item.asked.group),
            quantity=item.asked.quantity,
        )
        for one, item in zip(priced, seen.items, strict=True)
    ]


def _write(tx: Tx, stamp: Stamp, order: PlacedOrder, seen: Look, found: Supply) -> None:
    order_id, parts = order.order_id, tuple(found.fulfilments)
    limits = {
        part.place_id: place.daily_capacity
        for part in parts
        if (place := seen.known.network.place(part.place_id)) and place.daily_capacity is not None
    }
    move_stock(tx, found.movements)
    write_fulfilments(tx, [Sourced(parts, limits or None)])
    write_traces(tx, [(order_id, group_no, stamp.at, trace) for group_no, trace in found.traces])
    add_allocations(tx, stamp, order_id, found.allocations)
    line_nos = frozenset(item.line_no for item in seen.items)
    for promise in found.promises:
        if order.open_promise_of(promise.group_no) is None:
            make_promise(tx, order_id, promise)
        else:
            until_at = promise.latest_at
            postpone(
                *(tx, stamp, order, promise.group_no, line_nos),
                until_at=until_at,
                cause=ORDER_CHANGED,
            )


def _wished(net: Network, group: Group) -> WishedGroup:
    place = net.place(group.place_id) if group.place_id else None
    return WishedGroup(group.kind, place.code if place else "", group.address)
