"""Write down that a change set came true."""

from msgspec.structs import replace

from paraguas.changes import store
from paraguas.changes.events import OrderChanged
from paraguas.changes.model import ChangeSet, ChangeStatus
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def confirm_change(
    tx: Tx, stamp: Stamp, found: ChangeSet, *, basis: str, told: OrderChanged
) -> ChangeSet:
    """Close an open set as confirmed on a basis, and announce `order.changed.v1`.

    Raises StaleSlice when somebody closed it meanwhile.
    """
    closed = replace(
        found,
        status=ChangeStatus.CONFIRMED,
        closed_at=stamp.at,
        closed_by=stamp.by.actor,
        basis=basis,
        difference_minor=told.difference_minor,
    )
    store.step(tx, found, closed)
    tx.announce(stamp, found.order_id, told)
    return replace(closed, version=found.version + 1)
