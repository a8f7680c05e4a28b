"""Let another fulfilment of the same place hand out what is allocated."""

from collections.abc import Sequence

from paraguas.orders.model import Allocation
from paraguas.orders.store import changing
from paraguas.plumbing.tx import Tx


def reassign_allocations(
    tx: Tx, order_id: str, released: Sequence[tuple[int, int]], new: Sequence[Allocation]
) -> None:
    """Take (allocation_no, units) out and write the same units as allocations of their own.

    Stock and counters stay as they are: nothing moves, and as much is allocated as before.
    """
    changing.shrink_allocations(tx, order_id, released)
    changing.add_allocations(tx, order_id, new)
