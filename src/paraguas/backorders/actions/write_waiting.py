"""Write who waits: units of many orders that no place has yet."""

from collections import Counter
from collections.abc import Sequence

from paraguas.backorders import store
from paraguas.backorders.events import GoodsBackordered
from paraguas.backorders.model import Waiting
from paraguas.backorders.rules.telling import by_order
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import SkuId
from paraguas.values.stamp import Stamp


def write_waiting(tx: Tx, new: Sequence[tuple[Stamp, Sequence[Waiting]]]) -> None:
    """Take units from their pools and write down who waits for them, many orders at once.

    Announces `goods.backordered.v1` for each order and place; raises StaleSlice where a pool has
    them no more.
    """
    every = [one for _, some in new for one in some]
    units: Counter[tuple[SkuId, str]] = Counter()
    for one in every:
        units[one.sku_id, one.pool_id] += one.quantity
    store.take(tx, units)
    store.add_waiting(tx, every)
    for stamp, some in new:
        for order_id, place_id, lines in by_order(some):
            until = max(one.promised_at for one in some if one.order_id == order_id)
            tx.announce(stamp, order_id, GoodsBackordered(order_id, place_id, lines, until))
