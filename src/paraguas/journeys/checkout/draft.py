"""Draft a wish: everything an order is but the paying; baskets and check-out share it."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.journeys.checkout.ahead import (
    check_released,
    is_later,
    read_pools,
    supply_ahead,
    terms_for,
)
from paraguas.journeys.checkout.brought import supply_fetched
from paraguas.journeys.checkout.bundles import unfold
from paraguas.journeys.checkout.frame import Bearings, group_place, take_bearings
from paraguas.journeys.checkout.lines import Item, find_items, price_items
from paraguas.journeys.checkout.local import price_locally
from paraguas.journeys.checkout.on_order import draw_own
from paraguas.journeys.checkout.promoting import (
    NOTHING,
    Taken,
    keep_shares,
    off_by_line,
    promote_items,
)
from paraguas.journeys.checkout.slice import Slice
from paraguas.journeys.checkout.supply import Ask, Supply, carry_out, give_back, supply_group
from paraguas.journeys.checkout.tax import group_taxes
from paraguas.network.model import Place
from paraguas.orders.errors import StockShort
from paraguas.orders.model import GroupKind, Line, Wish
from paraguas.orders.rules.asking import check_wish
from paraguas.orders.rules.composing import Sums, number_lines, sum_lines
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.refusal import Refusal


class Draft(Struct, frozen=True, gc=False):
    """A wish with its prices, its tax, and where its goods come from.

    wish: with the parts of bundles in their place.  places: the store each group is handed over
    in, if it is, by position in the wish.  taken: by promotions.
    """

    wish: Wish
    order_id: OrderId
    bearings: Bearings
    items: tuple[Item, ...]
    supply: Supply
    places: tuple[Place | None, ...]
    lines: tuple[Line, ...]
    sums: Sums
    taken: Taken


def draft(known: Slice, wish: Wish) -> Draft:
    """Draft a wish on what the batch knows; raises the Refusal of what cannot be.

    What the drafted order takes is taken from the slice, group by group: two groups that want the
    same goods see one number.
    """
    bearings = take_bearings(known, wish)
    check_wish(wish, may_record=bearings.channel.on_site or wish.historic)
    found = price_locally(known, wish, bearings, find_items(known, wish))
    wish, items = unfold(known, wish, bearings, found)
    order_id = OrderId(wish.stamp.ids.next())
    supply = Supply()
    try:
        places = tuple(
            _supply(known, wish, _ask(wish, order_id, number, items), supply)
            for number in range(len(wish.groups))
        )
        taxes = group_taxes(known, wish, bearings, places, (*supply.fulfilments, *supply.waiting))
        shares = promote_items(known, wish, bearings, items)
        priced = price_items(known, wish, bearings, items, taxes, off=off_by_line(shares))
        lines = number_lines(wish, priced)
    except Refusal:
        give_back(known, supply)
        raise
    sums = sum_lines(lines, prices_include_tax=bearings.market.prices_include_tax)
    taken = NOTHING
    if shares:
        taken = keep_shares(known, wish, order_id, bearings, shares=shares, lines=lines)
    return Draft(wish, order_id, bearings, items, supply, places, lines, sums, taken)


def source_group(known: Slice, wish: Wish, ask: Ask, supply: Supply) -> None:
    """Source a group from stock, from elsewhere to its store, or from what is coming."""
    terms = terms_for(known, wish, ask)
    if ask.group.brought and not is_later(known, wish, terms):
        try:
            supply_fetched(known, wish, ask, supply)
        except StockShort:
            if not terms:
                raise
            supply_ahead(known, wish, ask, supply, terms)
    elif terms:
        supply_ahead(known, wish, ask, supply, terms)
    else:
        supply_group(known, wish, ask, supply)


def draft_or_wait(tx: Tx, known: Slice, wish: Wish) -> Draft:
    """Draft a wish; where it is short, on what is coming too."""
    try:
        return draft(known, wish)
    except StockShort:
        if not read_pools(tx, known, [wish]):
            raise
        draw_own(known, wish)
        return draft(known, wish)


def _ask(wish: Wish, order_id: OrderId, number: int, items: Sequence[Item]) -> Ask:
    goods = tuple(item for item in items if item.asked.group == number and item.is_goods)
    return Ask(order_id, number, wish.groups[number], goods)


def _supply(known: Slice, wish: Wish, ask: Ask, supply: Supply) -> Place | None:
    """Supply a group; gives the store it comes from, if it is handed over in one."""
    place = group_place(known, wish, ask.number)
    kind = ask.group.kind
    if wish.completed:
        return place
    if kind is GroupKind.CARRY_OUT and place:
        check_released(known, wish, ask)
        carry_out(known, wish, ask, place, supply)
    elif ask.items and kind is not GroupKind.SERVICE:
        source_group(known, wish, ask, supply)
        chosen = known.network.place(supply.places[ask.number])
        place = chosen if kind is GroupKind.PICK_UP else None
    return place
