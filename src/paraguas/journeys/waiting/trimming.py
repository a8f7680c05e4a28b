"""Cancelled units that no place had yet are waited for no more."""

from paraguas.backorders.actions.drop_waiting import drop_waiting
from paraguas.backorders.queries import still_waiting
from paraguas.backorders.rules.serving import beyond
from paraguas.orders.model import PlacedOrder
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def trim_waiting(tx: Tx, stamp: Stamp, order: PlacedOrder) -> None:
    """Let no more units of an order wait than it still wants and no place has."""
    waiting = still_waiting(tx, order.order_id)
    wanted = {entry.line.line_no: entry.standing.open for entry in order.lines}
    open_ones = [each for each in order.allocations if each.status == "open"]
    gone = beyond(waiting, wanted, [(each.line_no, each.quantity) for each in open_ones])
    if gone:
        drop_waiting(tx, stamp, gone)
