"""Tell that the customer can come."""

from msgspec.structs import replace

from paraguas.fulfilment.events import GoodsReady
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.queries import fulfilment
from paraguas.fulfilment.rules.steps import Step, after
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp


def make_ready(
    tx: Tx,
    stamp: Stamp,
    order_id: OrderId,
    fulfilment_id: FulfilmentId,
    *,
    collect_until: int,
) -> Fulfilment:
    """Tell that the customer can come, until an instant; a timer then expires what still lies here.

    The timer is `timer:expire_uncollected`.  Refuses StepNotAllowed.
    """
    found = fulfilment(tx, order_id, fulfilment_id)
    moved = replace(
        found,
        status=after(found, Step.MAKE_READY),
        changed_at=stamp.at,
        ready_at=stamp.at,
        collect_until=collect_until,
    )
    tasks.move(tx, found, moved)
    tx.announce(stamp, order_id, GoodsReady(*told(moved), collect_until))
    body = {"order_id": order_id, "fulfilment_id": fulfilment_id}
    tx.later(stamp, "timer:expire_uncollected", fulfilment_id, body, due_at=collect_until)
    return moved
