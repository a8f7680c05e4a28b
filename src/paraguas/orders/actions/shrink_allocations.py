"""Take units out of allocations: another place will have to serve them."""

from collections.abc import Mapping, Sequence

from paraguas.orders.model import Counter
from paraguas.orders.store import changing
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def shrink_allocations(
    tx: Tx,
    stamp: Stamp,
    order_id: str,
    released: Sequence[tuple[int, int]],
    units: Mapping[int, int],
) -> None:
    """Take (allocation_no, units) out and log it on the lines (line_no -> units)."""
    changing.shrink_allocations(tx, order_id, released)
    undone = {line_no: -n for line_no, n in units.items()}
    changing.log_units(tx, stamp, order_id, Counter.ALLOCATED, undone)
