"""Delays: the store is late; the promise moves, the set-up follows, the person is told."""

from dataclasses import dataclass

from paraguas.fulfilment import queries as fulfilments
from paraguas.journeys.appointments import let_follow
from paraguas.orders import queries as orders
from paraguas.orders.actions.move_promise import move_promise
from paraguas.orders.model import PlacedOrder
from paraguas.orders.rules.leaving import bound_services
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Late:
    """A store or carrier that will be late: by when it will be done, and why.

    cause: a word of `letters.why`, for instance goods_late or capacity.
    """

    stamp: Stamp
    order_id: OrderId
    fulfilment_id: FulfilmentId
    until_at: int
    cause: str = "goods_late"


def tell_late(tx: Tx, item: Late) -> PlacedOrder:
    """Move the promise of a group to a later time, with everything that hangs on it.

    Announces `promise.moved.v1` (its letter follows) and moves the set-ups bound to the goods.
    """
    found = fulfilments.fulfilment(tx, item.order_id, item.fulfilment_id)
    order = orders.order(tx, item.order_id)
    postpone(
        tx,
        item.stamp,
        order,
        found.group_no,
        line_nos=frozenset(portion.line_no for portion in found.portions),
        until_at=item.until_at,
        cause=item.cause,
    )
    return orders.order(tx, item.order_id)


def postpone(
    tx: Tx,
    stamp: Stamp,
    order: PlacedOrder,
    group_no: int,
    *,
    line_nos: frozenset[int],
    until_at: int,
    cause: str,
) -> None:
    """Move a group's promise and the set-ups of its lines."""
    promise = order.promise_of(group_no)
    if promise is not None:
        earliest = min(promise.earliest_at, until_at)
        times = {"earliest_at": earliest, "latest_at": until_at}
        move_promise(tx, stamp, order.order_id, promise, **times, cause=cause)
    services = bound_services(order, line_nos)
    let_follow(tx, stamp, order, services, ready=until_at, cause=cause)
