"""Drop units that wait: nobody wants them any more, or they will not come."""

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.backorders import store
from paraguas.backorders.events import BackorderDropped
from paraguas.backorders.model import Waiting, WaitingState
from paraguas.backorders.rules.telling import by_order
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import SkuId
from paraguas.values.stamp import Stamp


def drop_waiting(tx: Tx, stamp: Stamp, dropped: Sequence[tuple[Waiting, int]]) -> None:
    """Let so many units of each wait no more, and give them back to their pools.

    Announces `backorder.dropped.v1`; raises StaleSlice where one was served meanwhile.
    """
    units: Counter[tuple[SkuId, str]] = Counter()
    for one, n in dropped:
        units[one.sku_id, one.pool_id] -= n
    whole = [one for one, n in dropped if n == one.quantity]
    parts = [
        (one, replace(one, quantity=one.quantity - n)) for one, n in dropped if n < one.quantity
    ]
    store.end_waiting(tx, whole, WaitingState.DROPPED, stamp.at)
    store.change_waiting(tx, parts)
    store.take(tx, units)
    gone = [replace(one, quantity=n) for one, n in dropped]
    for order_id, place_id, lines in by_order(gone):
        tx.announce(stamp, order_id, BackorderDropped(order_id, place_id, lines))
