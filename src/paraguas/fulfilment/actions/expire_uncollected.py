"""Give up on a customer who did not come."""

from msgspec.structs import replace

from paraguas.fulfilment.errors import Uncollectable
from paraguas.fulfilment.events import GoodsUncollected
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.queries import fulfilment
from paraguas.fulfilment.rules.steps import Step, after
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp
from paraguas.values.time import iso


def expire_uncollected(
    tx: Tx, stamp: Stamp, order_id: OrderId, fulfilment_id: FulfilmentId
) -> Fulfilment:
    """Give up on goods nobody collected in time; the caller puts their portions back to stock.

    Refuses StepNotAllowed, and Uncollectable before the time is over.
    """
    found = fulfilment(tx, order_id, fulfilment_id)
    status = after(found, Step.EXPIRE)
    if found.collect_until is not None and stamp.at < found.collect_until:
        raise Uncollectable(until=iso(found.collect_until))
    moved = replace(found, status=status, changed_at=stamp.at)
    tasks.move(tx, found, moved)
    tx.announce(stamp, order_id, GoodsUncollected(*told(moved)))
    return moved
