"""Move who waits: to other supply, or to another date of the same."""

from collections import Counter
from collections.abc import Sequence

from paraguas.backorders import store
from paraguas.backorders.events import BackorderMoved
from paraguas.backorders.model import Waiting
from paraguas.backorders.rules.telling import by_order
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import SkuId
from paraguas.values.stamp import Stamp


def move_waiting(tx: Tx, stamp: Stamp, moved: Sequence[tuple[Waiting, Waiting]]) -> None:
    """Promise units from another pool or for another instant (was, becomes).

    Announces `backorder.moved.v1`; raises StaleSlice where the pool has them no more, or one was
    served or dropped meanwhile.
    """
    units: Counter[tuple[SkuId, str]] = Counter()
    for was, becomes in moved:
        units[was.sku_id, was.pool_id] -= was.quantity
        units[becomes.sku_id, becomes.pool_id] += becomes.quantity
    store.take(tx, units)
    store.change_waiting(tx, moved)
    for order_id, place_id, lines in by_order(becomes for _, becomes in moved):
        tx.announce(stamp, order_id, BackorderMoved(order_id, place_id, lines))
