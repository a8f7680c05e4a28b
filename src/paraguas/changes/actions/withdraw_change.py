"""Let a change set come to nothing."""

from msgspec.structs import replace

from paraguas.changes import store
from paraguas.changes.events import ChangeWithdrawn
from paraguas.changes.model import ChangeSet, ChangeStatus
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def withdraw_change(tx: Tx, stamp: Stamp, found: ChangeSet) -> ChangeSet:
    """Close an open set without changing anything, and announce `change.withdrawn.v1`."""
    status = ChangeStatus.WITHDRAWN
    closed = replace(found, status=status, closed_at=stamp.at, closed_by=stamp.by.actor)
    store.step(tx, found, closed)
    fact = ChangeWithdrawn(found.order_id, found.change_no, status.value)
    tx.announce(stamp, found.order_id, fact)
    return replace(closed, version=found.version + 1)
