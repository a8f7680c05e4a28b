"""The way an order's goods go: given up where they are, to be had in another store or sent."""

from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.backorders.actions.drop_waiting import drop_waiting
from paraguas.backorders.queries import still_waiting
from paraguas.changes.errors import GroupAbsent, GroupBegun, GroupUnfit
from paraguas.changes.model import Change, ChangeSlot, Redirect
from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.actions.cancel_fulfilment import cancel_fulfilment
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.model import Kind, Movement
from paraguas.journeys.changing.cancellation import ENDED
from paraguas.journeys.changing.supply import Wanted
from paraguas.journeys.serving.appointments import Booking, book_set_up
from paraguas.journeys.serving.store_work import units_of
from paraguas.journeys.stock.putting_back import put_back
from paraguas.network.errors import PlaceUnknown
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.actions.redirect_group import redirect_group
from paraguas.orders.actions.shrink_allocations import shrink_allocations
from paraguas.orders.errors import AddressNeeded, PlaceNeeded
from paraguas.orders.model import Allocation, Group, GroupKind, PlacedOrder
from paraguas.orders.rules.amending import lost_by_line, open_lines
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp

SUPPLIED = (GroupKind.SHIP, GroupKind.PICK_UP)
"""Kinds of groups whose goods can go another way."""


def redirect(tx: Tx, stamp: Stamp, order_id: OrderId, changes: Sequence[Change]) -> list[Wanted]:
    """Let groups go another way: their places give the goods up, which are wanted anew.

    Refuses a group that is not there, has begun to leave or cannot go that way.
    """
    wanted = []
    for change in changes:
        if isinstance(change, Redirect):
            order = orders.order(tx, order_id)
            group = _redirected(tx, order, change)
            _give_up(tx, stamp, order, group.group_no)
            redirect_group(tx, order_id, group)
            wanted += [
                Wanted(e.line.line_no, group.group_no, e.line.code, e.standing.open)
                for e in open_lines(order, group.group_no)
            ]
    return wanted


def change_slots(tx: Tx, stamp: Stamp, order_id: OrderId, changes: Sequence[Change]) -> None:
    """Move set-ups to other times, or book them; refuses what booking refuses."""
    for change in changes:
        if isinstance(change, ChangeSlot):
            book_set_up(tx, Booking(stamp, order_id, change.line_no, change.start_at))


def _redirected(tx: Tx, order: PlacedOrder, change: Redirect) -> Group:
    """Give a group as it is to be."""
    group = next((each for each in order.groups if each.group_no == change.group_no), None)
    if group is None:
        raise GroupAbsent(group=change.group_no)
    if group.kind not in SUPPLIED or not open_lines(order, group.group_no):
        raise GroupUnfit(group=change.group_no)
    if any(e.standing.gone for e in order.lines if e.line.group_no == group.group_no):
        raise GroupBegun(group=change.group_no)
    where = f"group {change.group_no}"
    if change.to == GroupKind.SHIP.value:
        if change.address is None or not change.address.country:
            raise AddressNeeded(where=where)
        return replace(group, kind=GroupKind.SHIP, place_id=None, address=change.address)
    if not change.place:
        raise PlaceNeeded(where=where)
    place = network(tx).place_by_code(change.place)
    if place is None:
        raise PlaceUnknown(place=change.place)
    return replace(group, kind=GroupKind.PICK_UP, place_id=place.place_id, address=None)


def _give_up(tx: Tx, stamp: Stamp, order: PlacedOrder, group_no: int) -> None:
    """Take a group's goods from the places that were to hand them over, and from its supply."""
    waits = [one for one in still_waiting(tx, order.order_id) if one.group_no == group_no]
    drop_waiting(tx, stamp, [(one, one.quantity) for one in waits])
    lines = {entry.line.line_no: entry.line for entry in open_lines(order, group_no)}
    for part in fulfilments.fulfilments_of(tx, [order.order_id]):
        if part.group_no == group_no and part.status not in ENDED:
            cancel_fulfilment(tx, stamp, part)
            put_back(tx, stamp, part, units_of(part))
    lost = [a for a in order.allocations if a.line_no in lines and a.status == "open"]
    cause, told = stamp.ids.next(), (stamp.at, stamp.by.actor)
    move_stock(
        tx,
        [
            Movement(
                *(lines[each.line_no].sku_id, each.place_id, Kind.RELEASED),
                *(cause, each.allocation_no, each.quantity),
                *told,
            )
            for each in lost
        ],
    )
    _shrink(tx, stamp, order, lost)


def _shrink(tx: Tx, stamp: Stamp, order: PlacedOrder, lost: Sequence[Allocation]) -> None:
    released = [(each.allocation_no, each.quantity) for each in lost]
    if released:
        shrink_allocations(tx, stamp, order.order_id, released, lost_by_line(lost))
