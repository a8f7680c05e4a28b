"""Writing orders that were placed, one statement a table."""

from collections.abc import Sequence

from paraguas.orders import tables as t
from paraguas.orders.model import Order
from paraguas.orders.rules import rows
from paraguas.orders.store.telling import seal_told
from paraguas.plumbing.tx import Tx


def add_orders(tx: Tx, orders: Sequence[Order], *, secret: str, recorded_at: int) -> None:
    """Insert orders with their keys, contacts, lines and promises."""
    tx.insert(t.orders, rows.ORDER, [rows.order_row(o, recorded_at, *seal_told(o)) for o in orders])
    tx.insert(t.order_keys, ("key_id", "order_id"), rows.key_rows(orders))
    tx.insert(t.order_contacts, ("contact_key", "order_id"), rows.contact_rows(orders, secret))
    lines = [row for o in orders for row in rows.line_rows(o)]
    tx.insert(t.order_lines, rows.LINE, lines)
    tx.insert(t.promises, rows.PROMISE, rows.promise_rows(orders))
