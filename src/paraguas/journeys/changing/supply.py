"""Goods for an order that changes: sourced, promised, priced and taxed as at check-out.

What is not in stock waits for supply where its terms let it; who waited before keeps her turn.
"""

from collections.abc import Collection, Sequence
from itertools import count

from msgspec import Struct

from paraguas.backorders.actions.write_waiting import write_waiting
from paraguas.backorders.queries import waits_of
from paraguas.backorders.rules.serving import keep_turns
from paraguas.fulfilment.actions.write_fulfilments import write_fulfilments
from paraguas.fulfilment.model import Sourced
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.journeys.changing.tax import retax
from paraguas.journeys.checkout.ahead import read_pools
from paraguas.journeys.checkout.draft import source_group
from paraguas.journeys.checkout.frame import Bearings, group_place, take_bearings
from paraguas.journeys.checkout.lines import Item, check_kinds, find_items, price_items
from paraguas.journeys.checkout.promoting import (
    keep_shares,
    off_by_line,
    promote_items,
    write_promotions,
)
from paraguas.journeys.checkout.slice import Slice, read_slice
from paraguas.journeys.checkout.supply import Ask, Supply, give_back
from paraguas.journeys.checkout.tax import GroupTax, group_taxes
from paraguas.journeys.money.renewing import RENEW
from paraguas.journeys.serving.appointments import let_follow
from paraguas.journeys.serving.delays import postpone
from paraguas.journeys.waiting.trimming import trim_waiting
from paraguas.network.queries import Network, network
from paraguas.orders import queries as orders
from paraguas.orders.actions.add_allocations import add_allocations
from paraguas.orders.actions.add_lines import add_lines
from paraguas.orders.actions.make_promise import make_promise
from paraguas.orders.actions.move_promise import move_promise
from paraguas.orders.errors import StockShort
from paraguas.orders.events import ORDER_CHANGED
from paraguas.orders.model import (
    Group,
    GroupKind,
    PlacedOrder,
    Promise,
    Wish,
    WishedGroup,
    WishedLine,
    group_no_of,
)
from paraguas.orders.rules.amending import line_of, new_line, open_lines, position_of
from paraguas.orders.rules.leaving import bound_services, next_allocation_no
from paraguas.plumbing.tx import Tx
from paraguas.sourcing.actions.write_traces import write_traces
from paraguas.values.refusal import Refusal
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


def furnish(
    tx: Tx,
    stamp: Stamp,
    order: PlacedOrder,
    wanted: Sequence[Wanted],
    redirected: Collection[int] = (),
) -> None:
    """Source goods for the groups of an order as they are now, and promise when they come.

    redirected: numbers of the groups that go another way than was promised.  Lines that are not
    there yet are added at today's price and tax, less what promotions take off today.  Places
    begin once the money stands.  Refuses what is refused of goods at check-out.
    """
    seen = _look(tx, stamp, order, wanted)
    known, wish = seen.known, seen.wish
    bearings = take_bearings(known, wish)
    places = [group_place(known, wish, number) for number in range(len(order.groups))]
    waits = waits_of(tx, [order.order_id]) if known.terms else []
    found = _source(tx, order, seen, waited=len(waits))
    taxes = group_taxes(known, wish, bearings, places, (*found.fulfilments, *found.waiting))
    there = [e.line for one in wanted if (e := line_of(order, one.line_no))]
    retax(tx, order, there, known=known, bearings=bearings, taxes=taxes)
    _add(tx, order, seen, bearings, taxes)
    if found.movements or found.waiting:
        _write(tx, stamp, order, seen, found)
        write_waiting(tx, [(stamp, keep_turns(found.waiting, waits))])
        _promise(tx, stamp, order, found, redirected)
        trim_waiting(tx, stamp, orders.order(tx, order.order_id))


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


def _source(tx: Tx, order: PlacedOrder, seen: Look, *, waited: int) -> Supply:
    """Source goods from stock, and where it is short from what is coming too."""
    try:
        return _sourced(order, seen, waited)
    except StockShort:
        if not read_pools(tx, seen.known, [seen.wish]):
            raise
        return _sourced(order, seen, waited)


def _sourced(order: PlacedOrder, seen: Look, waited: int) -> Supply:
    found = Supply(numbers=count(next_allocation_no(order)), wait_numbers=count(waited))
    try:
        for number in sorted({item.asked.group for item in seen.items if item.is_goods}):
            items = tuple(i for i in seen.items if i.asked.group == number and i.is_goods)
            ask = Ask(order.order_id, number, seen.wish.groups[number], items)
            source_group(seen.known, seen.wish, ask, found)
    except Refusal:
        give_back(seen.known, found)
        raise
    return found


def _add(
    tx: Tx, order: PlacedOrder, seen: Look, bearings: Bearings, taxes: Sequence[GroupTax]
) -> None:
    """Add the lines that are not there yet; what promotions took off those that are stays."""
    known, wish = seen.known, seen.wish
    items = [item for item in seen.items if line_of(order, item.line_no) is None]
    if not items:
        return
    shares = promote_items(known, wish, bearings, items)
    priced = price_items(known, wish, bearings, items, taxes, off=off_by_line(shares))
    added = [
        new_line(
            one,
            line_no=item.line_no,
            group_no=group_no_of(item.asked.group),
            quantity=item.asked.quantity,
        )
        for one, item in zip(priced, items, strict=True)
    ]
    add_lines(tx, order.order_id, added, prices_include_tax=order.prices_include_tax)
    if shares:
        taken = keep_shares(known, wish, order.order_id, bearings, shares=shares, lines=added)
        write_promotions(tx, known.promoting, [taken])


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
    later = [part.not_before for part in parts if part.not_before]
    if later:
        tx.later(stamp, RENEW, order_id, {}, due_at=min(later))


def _promise(
    tx: Tx, stamp: Stamp, order: PlacedOrder, found: Supply, redirected: Collection[int]
) -> None:
    """Promise what comes, and let the set-ups of a group follow its goods."""
    for new in found.promises:
        line_nos = frozenset(e.line.line_no for e in open_lines(order, new.group_no))
        was = order.open_promise_of(new.group_no)
        if was is None:
            make_promise(tx, order.order_id, new)
        elif new.group_no in redirected:
            move_promise(
                *(tx, stamp, order.order_id, was),
                earliest_at=new.earliest_at,
                latest_at=new.latest_at,
                cause=ORDER_CHANGED,
                source=new.source,
                kind=new.kind,
            )
            _let_follow(tx, stamp, order, new, line_nos)
        else:
            until_at = new.latest_at
            postpone(
                *(tx, stamp, order, new.group_no, line_nos), until_at=until_at, cause=ORDER_CHANGED
            )


def _let_follow(
    tx: Tx, stamp: Stamp, order: PlacedOrder, new: Promise, line_nos: frozenset[int]
) -> None:
    group = next(each for each in order.groups if each.group_no == new.group_no)
    let_follow(
        *(tx, stamp, order, bound_services(order, line_nos)),
        ready=new.latest_at,
        cause=ORDER_CHANGED,
        place_id=group.place_id,
    )


def _wished(net: Network, group: Group) -> WishedGroup:
    place = net.place(group.place_id) if group.place_id else None
    code = place.code if place else ""
    return WishedGroup(group.kind, code, group.address, brought=True)
