"""Drop a promise: what it was about is not to be, or not yet."""

from paraguas.orders.events import PromiseClosed
from paraguas.orders.model import Promise, PromiseState
from paraguas.orders.store import changing
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def drop_promise(tx: Tx, stamp: Stamp, order_id: str, promise: Promise) -> None:
    """Close an open promise as dropped; announces `promise.closed.v1`."""
    state = PromiseState.DROPPED
    changing.close_promise(tx, order_id, promise.promise_no, state, at=stamp.at)
    closed = PromiseClosed(order_id, promise.group_no, promise.kind, state.value)
    tx.announce(stamp, order_id, closed)
