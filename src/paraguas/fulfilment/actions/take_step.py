"""Take a step that is no more than that: accept, pick, stage, pack, ship, deliver, arrive."""

from msgspec.structs import replace

from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.rules.steps import Step, after, check_free
from paraguas.fulfilment.rules.telling import TOLD_BY, told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def take_step(
    tx: Tx, stamp: Stamp, found: Fulfilment, step: Step, **brings: str | int
) -> Fulfilment:
    """Move a fulfilment one step on and announce the step's fact.

    Refuses StepNotAllowed, FulfilmentHeld, FulfilmentScheduled.
    brings: what this step adds to the row and to the fact, under one name in both: the `bay` of
    staging, `carrier` and `tracking` of shipping, `collect_until` of what is ready.
    """
    check_free(found, step, stamp.at)
    moved = replace(found, status=after(found, step), changed_at=stamp.at, **brings)
    tasks.move(tx, found, moved)
    tx.announce(stamp, found.order_id, TOLD_BY[step](*told(moved), **brings))
    return moved
