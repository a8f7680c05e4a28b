"""Log that units of lines came further, and project it onto their counters."""

from collections.abc import Mapping

from paraguas.orders.events import LinesMoved, OrderCompleted
from paraguas.orders.model import Counter, FulfilmentStatus, OrderStatus
from paraguas.orders.store import changing
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def count_units(
    tx: Tx,
    stamp: Stamp,
    order_id: str,
    counter: Counter,
    units: Mapping[int, int],
    *,
    fulfilment_id: str | None = None,
) -> FulfilmentStatus:
    """Add units (line_no -> units, negative to undo) to a counter of an order's lines.

    Writes the log, the counters and the order's statuses; announces `order.lines_moved.v1`, and
    `order.completed.v1` when nothing is left to do.  A counter that would leave its range raises
    StaleSlice: somebody counted the same units first.  Returns the order's fulfilment status.
    """
    moved = {line_no: n for line_no, n in sorted(units.items()) if n}
    if moved:
        changing.log_units(tx, stamp, order_id, counter, moved)
    was, now = changing.restate(tx, order_id)
    if moved:
        lines = [{"line_no": line_no, "quantity": n} for line_no, n in moved.items()]
        tx.announce(stamp, order_id, LinesMoved(order_id, counter.value, lines, fulfilment_id))
    if now[0] is OrderStatus.COMPLETED and was[0] is not OrderStatus.COMPLETED:
        tx.announce(stamp, order_id, OrderCompleted(order_id))
    return now[1]
