"""Note that the customer is at the place."""

from msgspec.structs import replace

from paraguas.fulfilment.events import CustomerArrived
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.queries import fulfilment
from paraguas.fulfilment.rules.steps import Step, after
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp


def note_arrival(
    tx: Tx, stamp: Stamp, order_id: OrderId, fulfilment_id: FulfilmentId
) -> Fulfilment:
    """Note that the customer is at the place; refuses StepNotAllowed."""
    found = fulfilment(tx, order_id, fulfilment_id)
    moved = replace(found, status=after(found, Step.NOTE_ARRIVAL), changed_at=stamp.at)
    tasks.move(tx, found, moved)
    tx.announce(stamp, order_id, CustomerArrived(*told(moved)))
    return moved
