"""Take in goods of a pick-up that another place brought."""

from msgspec.structs import replace

from paraguas.fulfilment.events import GoodsArrived
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.rules.steps import Step, after
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def take_goods_in(tx: Tx, stamp: Stamp, found: Fulfilment) -> Fulfilment:
    """Note that the goods are in their store, to be put into a bay; refuses StepNotAllowed."""
    status = after(found, Step.ARRIVE)
    moved = replace(found, status=status, from_place_id=None, changed_at=stamp.at)
    tasks.move(tx, found, moved)
    fact = GoodsArrived(*told(moved), found.from_place_id or "")
    tx.announce(stamp, found.order_id, fact)
    return moved
