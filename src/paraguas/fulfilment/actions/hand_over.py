"""Give the goods to the customer, against her code or a document."""

from msgspec.structs import replace

from paraguas.fulfilment.errors import CodeWrong
from paraguas.fulfilment.events import GoodsHandedOver
from paraguas.fulfilment.model import Fulfilment, Proof
from paraguas.fulfilment.rules.proving import prove
from paraguas.fulfilment.rules.steps import Step, after, check_free
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.chores import cancel
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def hand_over(
    tx: Tx,
    stamp: Stamp,
    found: Fulfilment,
    *,
    code: str | None = None,
    proof: Proof | None = None,
) -> Fulfilment | CodeWrong:
    """Give the goods to the customer who shows the code, or whose document was seen.

    A wrong code is returned, not raised, so that the commit counts it.  Refuses ProofMissing,
    CodeLocked after five wrong codes, StepNotAllowed, FulfilmentHeld.
    """
    status = after(found, Step.HAND_OVER)
    check_free(found, Step.HAND_OVER, stamp.at)
    seen = prove(found, code, proof)
    if isinstance(seen, CodeWrong):
        tasks.move(tx, found, replace(found, wrong_codes=found.wrong_codes + 1))
        return seen
    moved = replace(found, status=status, changed_at=stamp.at, car=None, spot=None)
    tasks.move(tx, found, moved)
    cancel(tx, found.fulfilment_id, "timer:expire_uncollected")
    tx.announce(stamp, found.order_id, GoodsHandedOver(*told(moved), seen.kind, seen.note))
    return moved
