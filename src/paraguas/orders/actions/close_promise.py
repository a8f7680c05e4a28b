"""Close a promise: what was said has happened, in time or not."""

from paraguas.orders.events import PromiseClosed
from paraguas.orders.model import Promise, PromiseState
from paraguas.orders.store import changing
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def close_promise(tx: Tx, stamp: Stamp, order_id: str, promise: Promise) -> PromiseState:
    """Close an open promise now: kept up to its latest instant, broken after it.

    Announces `promise.closed.v1`; a promise closed before is left as it is.
    """
    if promise.state is not PromiseState.OPEN:
        return promise.state
    state = PromiseState.KEPT if stamp.at <= promise.latest_at else PromiseState.BROKEN
    changing.close_promise(tx, order_id, promise.promise_no, state, at=stamp.at)
    closed = PromiseClosed(order_id, promise.group_no, promise.kind, state.value)
    tx.announce(stamp, order_id, closed)
    return state
