"""Let nobody else change an order before this transaction is over."""

from paraguas.orders.errors import OrderAbsent
from paraguas.orders.store import amending
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import is_id


def lock_order(tx: Tx, order_id: str) -> None:
    """Wait for whoever changes the order's row, and keep the next one waiting; OrderAbsent."""
    if not is_id(order_id) or not amending.lock(tx, order_id):
        raise OrderAbsent(order=order_id)
