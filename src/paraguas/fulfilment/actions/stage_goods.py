"""Put picked goods into a bay."""

from msgspec.structs import replace

from paraguas.fulfilment.events import GoodsStaged
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.queries import fulfilment
from paraguas.fulfilment.rules.steps import Step, after
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp


def stage_goods(
    tx: Tx, stamp: Stamp, order_id: OrderId, fulfilment_id: FulfilmentId, *, bay: str
) -> Fulfilment:
    """Put picked goods into a bay, where hand-over finds them; refuses StepNotAllowed."""
    found = fulfilment(tx, order_id, fulfilment_id)
    moved = replace(found, status=after(found, Step.STAGE), changed_at=stamp.at, bay=bay)
    tasks.move(tx, found, moved)
    tx.announce(stamp, order_id, GoodsStaged(*told(moved), bay))
    return moved
