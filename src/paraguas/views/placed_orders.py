"""The orders placed in a period."""

from sqlalchemy import bindparam, select

from paraguas.orders.tables import orders
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.time import Period

_LATEST = (
    select(orders.c.order_id)
    .where(orders.c.placed_at >= bindparam("start_at"), orders.c.placed_at < bindparam("end_at"))
    .order_by(orders.c.placed_at.desc(), orders.c.order_id.desc())
    .limit(bindparam("most"))
)


def latest_orders(tx: Tx, during: Period, *, most: int) -> list[OrderId]:
    """Give the ids of the orders placed last in a period, the newest first."""
    found = tx.all(_LATEST, start_at=during.start_at, end_at=during.end_at, most=most)
    return [OrderId(row.order_id) for row in found]
