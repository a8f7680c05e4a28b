"""Send the goods of a pick-up on to the store where they are fetched."""

from msgspec.structs import replace

from paraguas.fulfilment.events import GoodsSent
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.rules.steps import Step, after, check_free
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def send_goods(
    tx: Tx, stamp: Stamp, found: Fulfilment, *, carrier: str, tracking: str
) -> Fulfilment:
    """Let the goods leave for their store; the task is the store's from now on.

    Refuses StepNotAllowed unless they were picked elsewhere, FulfilmentHeld.
    """
    status = after(found, Step.SEND)
    check_free(found, Step.SEND, stamp.at)
    assert found.to_place_id is not None, "goods that are sent go somewhere"
    moved = replace(
        found,
        status=status,
        place_id=found.to_place_id,
        to_place_id=None,
        from_place_id=found.place_id,
        carrier=carrier or None,
        tracking=tracking or None,
        changed_at=stamp.at,
    )
    tasks.move(tx, found, moved)
    fact = GoodsSent(*told(moved), found.place_id, carrier, tracking)
    tx.announce(stamp, found.order_id, fact)
    return moved
