"""Say whose orders are that nobody knew when they were placed."""

from collections.abc import Sequence

from paraguas.orders.events import OrderRecognised
from paraguas.orders.store import changing
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId, RecordId
from paraguas.values.stamp import Stamp


def recognise_orders(tx: Tx, stamp: Stamp, told: Sequence[tuple[OrderId, RecordId]]) -> None:
    """Note the record each order left; announces `order.recognised.v1` for each.

    Raises StaleSlice where one has its record already.
    """
    changing.name_records(tx, told)
    for order_id, record_id in told:
        tx.announce(stamp, order_id, OrderRecognised(order_id, record_id))
