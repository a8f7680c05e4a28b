"""What other floors may read of sourcing."""

from paraguas.plumbing.tx import Tx
from paraguas.sourcing import store
from paraguas.sourcing.model import Trace
from paraguas.sourcing.rules.tracing import unpack_trace
from paraguas.values.ids import OrderId


def traces_of(tx: Tx, order_id: OrderId) -> list[tuple[int, int, Trace]]:
    """Give why places were chosen for an order: group, instant, trace; the oldest first."""
    return [(group, at, unpack_trace(packed)) for group, at, packed in store.traces(tx, order_id)]
