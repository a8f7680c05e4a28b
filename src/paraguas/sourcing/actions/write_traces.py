"""Keep why the places of a batch of orders were chosen."""

from collections.abc import Sequence

from paraguas.plumbing.tx import Tx
from paraguas.sourcing import store
from paraguas.values.ids import OrderId


def write_traces(tx: Tx, batch: Sequence[tuple[OrderId, int, int, bytes]]) -> None:
    """Write packed traces (order, group, instant, trace), in one statement whatever the batch."""
    store.insert_traces(tx, batch)
