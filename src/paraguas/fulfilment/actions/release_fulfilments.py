"""Let places begin: the payments of these orders stand."""

from collections.abc import Mapping, Sequence

from paraguas.fulfilment.events import FulfilmentReleased
from paraguas.fulfilment.model import ReleaseRow
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp


def release_fulfilments(
    tx: Tx, stamps: Mapping[OrderId, Stamp], waiting: Sequence[ReleaseRow]
) -> None:
    """Release what waits of these orders, in one statement whatever their number.

    waiting: see `ask_waiting`; fulfilments of other orders are left as they are.  Announces
    fulfilment.released.v1 for each.  Raises StaleSlice when one does not wait any more.
    """
    theirs = [row for row in waiting if row.order_id in stamps]
    if not theirs:
        return
    tasks.release(tx, theirs, max(stamp.at for stamp in stamps.values()))
    for row in theirs:
        tx.announce(stamps[row.order_id], row.order_id, FulfilmentReleased(*row))
