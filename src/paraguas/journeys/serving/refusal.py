"""A store's no: its part is sourced again at once, elsewhere; what nobody has is cancelled."""

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.actions.refuse_fulfilment import refuse_fulfilment
from paraguas.fulfilment.model import Fulfilment, Resourcing, Status
from paraguas.inventory.actions.adjust_stock import adjust_stock
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.model import Kind as MovementKind, Movement, Units
from paraguas.inventory.queries import positions
from paraguas.journeys.serving.resourcing import serve_elsewhere
from paraguas.journeys.stock.putting_back import put_back
from paraguas.orders import queries as orders
from paraguas.orders.actions.shrink_allocations import shrink_allocations
from paraguas.orders.model import PlacedOrder
from paraguas.orders.rules.leaving import open_allocations, released_from
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId, SkuId
from paraguas.values.stamp import Stamp

NOT_PICKED = (Status.RELEASED, Status.ACCEPTED)
"""Statuses in which a place has not taken goods off the shelf yet."""


class Refusing(Struct, frozen=True):
    """A store that cannot serve a task, or units of it (line number -> units).

    may_split: it keeps the rest.  whole_sku: it has none left for anybody.
    """

    stamp: Stamp
    order_id: OrderId
    fulfilment_id: FulfilmentId
    reason: str
    missing: Mapping[int, int] = field(default_factory=dict)
    may_split: bool = False
    whole_sku: bool = False


def refuse_task(tx: Tx, item: Refusing) -> PlacedOrder:
    """Take a store's no: free its stock, source the goods elsewhere, move the promise.

    What no other place has is cancelled, and the person is told either way.  Where the store has
    none left for anybody, its shelf is written off and its other orders go elsewhere as well.
    """
    asked = refuse_one(tx, item)
    others: list[Resourcing] = []
    if item.whole_sku:
        refused = _refused_lines(asked, item)
        others = [refuse_one(tx, other) for other in _at_risk(tx, item, asked, refused)]
        _write_off(tx, item, asked, refused)
    for each in (asked, *others):
        serve_elsewhere(tx, item.stamp, each)
    return orders.order(tx, item.order_id)


def refuse_one(tx: Tx, item: Refusing) -> Resourcing:
    """Take a task from its place and free its stock; gives what others are to be asked for."""
    before = fulfilments.fulfilment(tx, item.order_id, item.fulfilment_id)
    asked = refuse_fulfilment(
        tx,
        item.stamp,
        before,
        reason=item.reason,
        missing=item.missing,
        may_split=item.may_split,
        whole_sku=item.whole_sku,
    )
    units = {portion.line_no: portion.quantity for portion in asked.portions}
    put_back(tx, item.stamp, before, units)
    give_up(tx, item.stamp, before, units, reason=item.reason)
    return asked


def _refused_lines(asked: Resourcing, item: Refusing) -> frozenset[SkuId]:
    """Tell which SKUs a store has none left of: those it misses, not those that go with them."""
    gone = asked.portions
    return frozenset(p.sku_id for p in gone if not item.missing or p.line_no in item.missing)


def _at_risk(tx: Tx, item: Refusing, asked: Resourcing, skus: frozenset[SkuId]) -> list[Refusing]:
    """List the place's tasks for other groups that want these SKUs and have not been picked.

    One of each group: it is sourced, and its trace kept, once at an instant.
    """
    tasks = fulfilments.tasks_at(tx, asked.refused_by, NOT_PICKED)
    others = {(task.order_id, task.group_no): task for task in reversed(tasks)}
    others.pop((asked.order_id, asked.group_no), None)
    return [
        replace(
            item,
            order_id=task.order_id,
            fulfilment_id=task.fulfilment_id,
            missing=missing,
            may_split=True,
            whole_sku=False,
        )
        for task in sorted(others.values(), key=lambda task: task.promised_at)
        if (missing := {p.line_no: p.quantity for p in task.portions if p.sku_id in skus})
    ]


def _write_off(tx: Tx, item: Refusing, asked: Resourcing, skus: frozenset[SkuId]) -> None:
    """Count what nobody waits for as gone, so that it is not promised again."""
    here = [one for one in positions(tx, sorted(skus)) if one.place_id == asked.refused_by]
    gone = [Units(one.sku_id, one.place_id, -one.unpromised) for one in here if one.unpromised > 0]
    if gone:
        adjust_stock(tx, item.stamp, item.stamp.ids.next(), gone, reason=item.reason)


def give_up(
    tx: Tx, stamp: Stamp, found: Fulfilment, units: Mapping[int, int], *, reason: str
) -> None:
    """Free the stock that is allocated to units of a fulfilment (line number -> units)."""
    order = orders.order(tx, found.order_id)
    skus = {entry.line.line_no: entry.line.sku_id for entry in order.lines}
    lost = released_from(open_allocations(order, found.fulfilment_id), units)
    cause, told = stamp.ids.next(), (stamp.at, stamp.by.actor, reason)
    move_stock(
        tx,
        [
            Movement(
                *(skus[each.line_no], each.place_id, MovementKind.RELEASED),
                *(cause, each.allocation_no, n),
                *told,
            )
            for each, n in lost
        ],
    )
    released = [(each.allocation_no, n) for each, n in lost]
    shrink_allocations(tx, stamp, found.order_id, released, units)
