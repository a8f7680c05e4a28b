"""The goods of an order that changes: units cancelled, lines added, groups sent elsewhere."""

from collections.abc import Sequence
from itertools import count

from paraguas.changes.errors import (
    ChangeEmpty,
    GroupAbsent,
    GroupUnfit,
    LineAbsent,
    LineGone,
    OrderDone,
)
from paraguas.changes.model import (
    AddLine,
    Change,
    ChangeSlot,
    GiveGoodwill,
    OverridePrice,
    Redirect,
    RemoveLine,
    SetQuantity,
)
from paraguas.journeys.changing.cancellation import Cancelling, take_back
from paraguas.journeys.changing.supply import Wanted, furnish
from paraguas.journeys.changing.ways import change_slots, redirect
from paraguas.orders import queries as orders
from paraguas.orders.events import ORDER_CHANGED
from paraguas.orders.model import GroupKind, OrderStatus, PlacedLine, PlacedOrder
from paraguas.orders.rules.amending import line_of, next_line_no, units_more
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp

ALWAYS = (Redirect, ChangeSlot, OverridePrice, GiveGoodwill)
"""Wishes that are never without effect."""


def change_goods(tx: Tx, stamp: Stamp, order: PlacedOrder, changes: Sequence[Change]) -> None:
    """Cancel what is wanted no more, then have what is wanted besides or another way.

    What goes first frees its units and its place's day for what comes.  Refuses what is not there,
    what has left, and what cannot be had.
    """
    order_id = order.order_id
    fewer, more = _asked(order, changes)
    ways = {change.group_no for change in changes if isinstance(change, Redirect)}
    if not (fewer or more or any(isinstance(one, ALWAYS) for one in changes)):
        raise ChangeEmpty
    if more and order.status != OrderStatus.OPEN:
        raise OrderDone(status=order.status)
    if fewer:
        take_back(tx, Cancelling(stamp, order_id, fewer, cause=ORDER_CHANGED))
    wanted = [*redirect(tx, stamp, order_id, changes), *more]
    if wanted:
        furnish(tx, stamp, orders.order(tx, order_id), wanted, ways)
    change_slots(tx, stamp, order_id, changes)


def _asked(order: PlacedOrder, changes: Sequence[Change]) -> tuple[dict[int, int], list[Wanted]]:
    """Tell which units go (line number -> units), and what is wanted besides."""
    fewer: dict[int, int] = {}
    more: list[Wanted] = []
    numbers = count(next_line_no(order))
    for change in changes:
        match change:
            case SetQuantity(line_no=line_no, quantity=quantity):
                entry = _line(order, line_no, quantity)
                line, units = entry.line, units_more(entry, quantity)
                if units < 0:
                    fewer[line_no] = -units
                elif units > 0:
                    group_no = _growing(order, line.group_no)
                    more.append(Wanted(next(numbers), group_no, line.code, units))
            case RemoveLine(line_no=line_no):
                if units := _line(order, line_no).standing.open:
                    fewer[line_no] = units
            case AddLine(sku=sku, quantity=quantity, group_no=group_no):
                more.append(Wanted(next(numbers), _growing(order, group_no), sku, quantity))
            case Redirect() | ChangeSlot() | OverridePrice() | GiveGoodwill():
                pass
    return fewer, more


def _line(order: PlacedOrder, line_no: int, least: int | None = None) -> PlacedLine:
    """Find a line; refuses to want fewer of it than have left."""
    entry = line_of(order, line_no)
    if entry is None:
        raise LineAbsent(line=line_no)
    if least is not None and least < entry.standing.gone:
        raise LineGone(line=line_no, gone=entry.standing.gone)
    return entry


def _growing(order: PlacedOrder, group_no: int) -> int:
    for group in order.groups:
        if group.group_no == group_no:
            if group.kind is GroupKind.CARRY_OUT:
                raise GroupUnfit(group=group_no)
            return group_no
    raise GroupAbsent(group=group_no)
