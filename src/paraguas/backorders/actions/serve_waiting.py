"""Serve who waits: their goods came."""

from collections import Counter
from collections.abc import Sequence

from paraguas.backorders import store
from paraguas.backorders.events import BackorderServed
from paraguas.backorders.model import Waiting, WaitingState
from paraguas.backorders.rules.telling import by_order
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import SkuId
from paraguas.values.stamp import Stamp


def serve_waiting(tx: Tx, stamp: Stamp, served: Sequence[Waiting]) -> None:
    """Write that these wait no more; whoever calls allocates the goods to their orders.

    Announces `backorder.served.v1`; raises StaleSlice where one was dropped meanwhile.
    """
    units: Counter[tuple[SkuId, str]] = Counter()
    for one in served:
        units[one.sku_id, one.pool_id] -= one.quantity
    store.end_waiting(tx, served, WaitingState.SERVED, stamp.at)
    store.take(tx, units)
    for order_id, place_id, lines in by_order(served):
        tx.announce(stamp, order_id, BackorderServed(order_id, place_id, lines))
