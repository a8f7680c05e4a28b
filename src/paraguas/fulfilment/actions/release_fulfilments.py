"""Let places begin: the payments of these orders stand."""

from collections.abc import Mapping

from paraguas.fulfilment.events import FulfilmentReleased
from paraguas.fulfilment.model import ReleaseRow
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp


def release_fulfilments(tx: Tx, stamps: Mapping[OrderId, Stamp]) -> list[ReleaseRow]:
    """Release all that waits of these orders, in two statements whatever their number.

    Announces fulfilment.released.v1 for each; what does not wait is left as it is.
    """
    waiting = tasks.waiting(tx, list(stamps))
    if not waiting:
        return []
    tasks.release(tx, waiting, max(stamp.at for stamp in stamps.values()))
    for row in waiting:
        tx.announce(stamps[row.order_id], row.order_id, FulfilmentReleased(*row))
    return waiting
