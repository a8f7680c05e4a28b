"""Close allocations: their units have left the place."""

from collections.abc import Sequence

from paraguas.orders.store import changing
from paraguas.plumbing.tx import Tx


def finish_allocations(tx: Tx, order_id: str, allocation_nos: Sequence[int]) -> None:
    """Mark open allocations as done; StaleSlice when one is not open any more."""
    changing.finish_allocations(tx, order_id, allocation_nos)
