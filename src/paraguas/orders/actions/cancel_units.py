"""Cancel units of an order's lines, as decided by the rule of cancelling."""

from paraguas.orders.events import OrderCancelled
from paraguas.orders.model import Counter, OrderStatus
from paraguas.orders.rules.cancelling import Cancellation
from paraguas.orders.store import changing
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def cancel_units(tx: Tx, stamp: Stamp, order_id: str, cancelled: Cancellation) -> None:
    """Log the cancelled units, shrink their allocations and drop promises nothing is left of.

    Announces `order.cancelled.v1`.  The stamp's reason goes into the log.
    """
    changing.log_units(tx, stamp, order_id, Counter.CANCELLED, cancelled.units)
    undone = {line_no: -n for line_no, n in cancelled.unallocated.items() if n}
    if undone:
        changing.log_units(tx, stamp, order_id, Counter.ALLOCATED, undone)
    changing.shrink_allocations(tx, order_id, cancelled.released)
    for group_no in cancelled.emptied_groups:
        changing.drop_promises(tx, order_id, group_no, at=stamp.at)
    _, now = changing.restate(tx, order_id)
    lines = [{"line_no": line_no, "quantity": n} for line_no, n in cancelled.units.items()]
    whole = now[0] is OrderStatus.CANCELLED
    tx.announce(stamp, order_id, OrderCancelled(order_id, whole, cancelled.amount_minor, lines))
