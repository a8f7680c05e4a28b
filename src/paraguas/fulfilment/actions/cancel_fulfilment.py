"""Take lines out of a task because they are not wanted any more."""

from collections.abc import Mapping

from msgspec.structs import replace

from paraguas.fulfilment.events import FulfilmentCancelled
from paraguas.fulfilment.model import Fulfilment, Portion
from paraguas.fulfilment.rules.parting import part_portions
from paraguas.fulfilment.rules.steps import Step, after
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.chores import cancel
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def cancel_fulfilment(
    tx: Tx,
    stamp: Stamp,
    found: Fulfilment,
    *,
    quantities: Mapping[int, int] | None = None,
) -> tuple[Fulfilment, tuple[Portion, ...]]:
    """Cancel all of a task, or quantities of its lines; gives the task and what was taken out.

    Refuses StepNotAllowed once goods have left, RefusedTooMuch.
    """
    status = after(found, Step.CANCEL)
    stays, goes = part_portions(found, quantities)
    if stays:
        moved = replace(found, portions=stays, changed_at=stamp.at)
    else:
        moved = replace(found, status=status, changed_at=stamp.at)
        tasks.uncount(tx, found)
        cancel(tx, found.fulfilment_id, "timer:expire_uncollected")
    tasks.move(tx, found, moved)
    tx.announce(stamp, found.order_id, FulfilmentCancelled(*told(moved, goes), bool(stays)))
    return moved, goes
