"""Let places begin: the payments of these orders stand."""

from collections.abc import Mapping
from dataclasses import replace

from paraguas.fulfilment.events import FulfilmentReleased
from paraguas.fulfilment.model import Fulfilment, Status
from paraguas.fulfilment.rules.steps import Step, after
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp


def release_fulfilments(tx: Tx, stamps: Mapping[OrderId, Stamp]) -> list[Fulfilment]:
    """Release all that waits of these orders, in three statements whatever their number.

    Announces fulfilment.released.v1 for each; what does not wait is left as it is.
    """
    waiting = [f for f in tasks.of_orders(tx, list(stamps)) if f.status is Status.WAITING]
    if not waiting:
        return []
    at = max(stamp.at for stamp in stamps.values())
    tasks.release(tx, waiting, at)
    released = [replace(f, status=after(f, Step.RELEASE), changed_at=at) for f in waiting]
    for moved in released:
        tx.announce(stamps[moved.order_id], moved.order_id, FulfilmentReleased(*told(moved)))
    return released
