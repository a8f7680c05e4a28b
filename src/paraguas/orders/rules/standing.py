"""Where an order stands: its statuses, derived from the counters of its lines."""

from collections.abc import Iterable, Mapping, Sequence

from paraguas.orders.model import (
    Allocation,
    FulfilmentStatus,
    Group,
    GroupKind,
    Line,
    LineStanding,
    OrderStatus,
    PlacedOrder,
)
from paraguas.values.time import DAY


def fulfilment_status(lines: Iterable[LineStanding]) -> FulfilmentStatus:
    """Tell what the brand has done with the goods of an order."""
    wanted = gone = arrived = 0
    cancelled = 0
    for line in lines:
        wanted += line.wanted
        gone += line.gone
        arrived += line.arrived
        cancelled += line.cancelled
    if wanted == 0:
        return FulfilmentStatus.CANCELLED if cancelled else FulfilmentStatus.DELIVERED
    if arrived >= wanted:
        return FulfilmentStatus.DELIVERED
    if gone >= wanted:
        return FulfilmentStatus.FULFILLED
    return FulfilmentStatus.PARTLY if gone else FulfilmentStatus.UNFULFILLED


def is_on_its_way(order: PlacedOrder) -> bool:
    """Tell whether units of an order are still to go out."""
    return order.fulfilment_status in {FulfilmentStatus.UNFULFILLED, FulfilmentStatus.PARTLY}


def gone_at(orders: Iterable[PlacedOrder], at: int) -> int:
    """Tell when all that is on its way should have gone out: a day after the last of its promises.

    at: now; what is late already is looked at tomorrow.
    """
    on_its_way = filter(is_on_its_way, orders)
    return max([at, *(one.latest_at for each in on_its_way for one in each.promises)]) + DAY


def order_status(status: FulfilmentStatus) -> OrderStatus:
    """Tell whether anything is left to do."""
    if status is FulfilmentStatus.CANCELLED:
        return OrderStatus.CANCELLED
    return OrderStatus.COMPLETED if status is FulfilmentStatus.DELIVERED else OrderStatus.OPEN


def starting_counters(
    lines: Sequence[Line],
    groups: Sequence[Group],
    allocations: Sequence[Allocation],
    *,
    completed: bool = False,
) -> Mapping[str, Mapping[int, int]]:
    """Tell how far the lines come by the placing itself: counter -> line_no -> units.

    Carry-out goods, and all that was completed elsewhere, are in the person's hands; a service is
    done then.
    """
    at_once = {one.group_no for one in groups if completed or one.kind is GroupKind.CARRY_OUT}
    counters: dict[str, dict[int, int]] = {}
    for line in lines:
        if line.quantity and line.group_no in at_once:
            counter = "performed" if line.service else "handed_over"
            counters.setdefault(counter, {})[line.line_no] = line.quantity
    for allocation in allocations:
        allocated = counters.setdefault("allocated", {})
        allocated[allocation.line_no] = allocated.get(allocation.line_no, 0) + allocation.quantity
    return counters


def starting_status(
    lines: Sequence[Line], counters: Mapping[str, Mapping[int, int]]
) -> FulfilmentStatus:
    """Tell the fulfilment status an order is placed with."""
    if "handed_over" not in counters and "performed" not in counters:
        wanted = any(line.quantity for line in lines)
        return FulfilmentStatus.UNFULFILLED if wanted else FulfilmentStatus.DELIVERED
    over, done = counters.get("handed_over", {}), counters.get("performed", {})
    return fulfilment_status(
        LineStanding(
            line.quantity,
            handed_over=over.get(line.line_no, 0),
            performed=done.get(line.line_no, 0),
        )
        for line in lines
    )
