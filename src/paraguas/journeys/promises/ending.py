"""Promises that end: kept, or broken with what follows for the person."""

from paraguas.compensation.queries import rules_in
from paraguas.orders.actions.close_promise import close_promise
from paraguas.orders.model import PlacedOrder, Promise, PromiseState
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def end_promise(tx: Tx, stamp: Stamp, order: PlacedOrder, promise: Promise) -> None:
    """Close a promise now; of one that is broken the person hears, where her market gives for it.

    Announces `promise.closed.v1`; a promise closed before is left as it is.
    """
    if promise.state is not PromiseState.OPEN:
        return
    state = close_promise(tx, stamp, order.order_id, promise)
    if state is PromiseState.BROKEN and rules_in(tx, order.market):
        tx.later(
            stamp,
            "timer:tell_promise_broken",
            order.order_id,
            {"promise_no": promise.promise_no, "closed_at": stamp.at},
            due_at=stamp.at,
        )
