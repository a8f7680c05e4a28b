"""Tell that the customer can come."""

from msgspec.structs import replace

from paraguas.fulfilment.actions.take_step import take_step
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.rules.steps import Step
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def make_ready(tx: Tx, stamp: Stamp, found: Fulfilment, *, collect_until: int) -> Fulfilment:
    """Tell that the customer can come, until an instant; a timer then expires what still lies here.

    The timer is `timer:expire_uncollected`.  Refuses StepNotAllowed.
    """
    found = replace(found, ready_at=stamp.at)
    moved = take_step(tx, stamp, found, Step.MAKE_READY, collect_until=collect_until)
    body = {"order_id": found.order_id, "fulfilment_id": found.fulfilment_id}
    tx.later(stamp, "timer:expire_uncollected", found.fulfilment_id, body, due_at=collect_until)
    return moved
