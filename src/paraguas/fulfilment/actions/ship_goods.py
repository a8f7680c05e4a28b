"""Give the parcel to a carrier."""

from msgspec.structs import replace

from paraguas.fulfilment.events import GoodsShipped
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.queries import fulfilment
from paraguas.fulfilment.rules.steps import Step, after
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp


def ship_goods(
    tx: Tx,
    stamp: Stamp,
    order_id: OrderId,
    fulfilment_id: FulfilmentId,
    *,
    carrier: str,
    tracking: str,
) -> Fulfilment:
    """Give the parcel to a carrier; refuses StepNotAllowed."""
    found = fulfilment(tx, order_id, fulfilment_id)
    status = after(found, Step.SHIP)
    moved = replace(found, status=status, changed_at=stamp.at, carrier=carrier, tracking=tracking)
    tasks.move(tx, found, moved)
    tx.announce(stamp, order_id, GoodsShipped(*told(moved), carrier, tracking))
    return moved
