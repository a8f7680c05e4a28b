"""Cancel units of an order's lines, as decided by the rule of cancelling."""

from paraguas.orders.events import (
    CUSTOMER_ASKED,
    ORDER_CHANGED,
    OrderCancelled,
    OrderCompleted,
    PromiseClosed,
)
from paraguas.orders.model import Counter, OrderStatus, PromiseState
from paraguas.orders.rules.cancelling import Cancellation
from paraguas.orders.store import changing
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def cancel_units(
    tx: Tx, stamp: Stamp, order_id: str, cancelled: Cancellation, *, cause: str = CUSTOMER_ASKED
) -> None:
    """Log the cancelled units, shrink their allocations and drop promises nothing is left of.

    cause: a stable word, such as `customer_asked` or `sold_out`; its letter words it.
    Announces `order.cancelled.v1`, `promise.closed.v1` for what was dropped, and
    `order.completed.v1` when all the rest has arrived.  The stamp's reason goes into the log.
    """
    changing.log_units(tx, stamp, order_id, Counter.CANCELLED, cancelled.units)
    undone = {line_no: -n for line_no, n in cancelled.unallocated.items() if n}
    if undone:
        changing.log_units(tx, stamp, order_id, Counter.ALLOCATED, undone)
    changing.shrink_allocations(tx, order_id, cancelled.released)
    ours = None if cause in (CUSTOMER_ASKED, ORDER_CHANGED) else cause
    for group_no in cancelled.emptied_groups:
        for kind in changing.drop_promises(tx, order_id, group_no, at=stamp.at, cause=ours):
            state = PromiseState.DROPPED.value
            dropped = PromiseClosed(order_id, group_no, kind, state, ours)
            tx.announce(stamp, order_id, dropped)
    was, now = changing.restate(tx, order_id)
    lines = [{"line_no": line_no, "quantity": n} for line_no, n in cancelled.units.items()]
    whole = now[0] is OrderStatus.CANCELLED
    fact = OrderCancelled(order_id, whole, cancelled.amount_minor, lines, cause)
    tx.announce(stamp, order_id, fact)
    if now[0] is OrderStatus.COMPLETED and was[0] is not OrderStatus.COMPLETED:
        tx.announce(stamp, order_id, OrderCompleted(order_id))
