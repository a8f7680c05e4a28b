"""Allocate units of an order's lines anew, at other places."""

from collections import Counter as Tally
from collections.abc import Sequence

from paraguas.orders.model import Allocation, Counter
from paraguas.orders.store import changing
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def add_allocations(tx: Tx, stamp: Stamp, order_id: str, new: Sequence[Allocation]) -> None:
    """Write allocations with numbers of their own and log the units on their lines."""
    changing.add_allocations(tx, order_id, new)
    units: Tally[int] = Tally()
    for each in new:
        units[each.line_no] += each.quantity
    changing.log_units(tx, stamp, order_id, Counter.ALLOCATED, units)
