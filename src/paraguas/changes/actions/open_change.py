"""Begin to change an order."""

from msgspec.structs import replace

from paraguas.changes import store
from paraguas.changes.errors import ChangeOpen
from paraguas.changes.events import ChangeOpened, ChangeWithdrawn
from paraguas.changes.model import Change, ChangeSet, ChangeStatus
from paraguas.changes.rules.collecting import collect
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp
from paraguas.values.time import HOUR

LASTS = HOUR
"""How long a set stays open: a call, not a night."""


def open_change(
    tx: Tx, stamp: Stamp, order_id: OrderId, reason: str, changes: tuple[Change, ...] = ()
) -> ChangeSet:
    """Open a change set and announce `change.opened.v1`.

    Refuses ChangeOpen while another is open; one that nobody confirmed in time is closed first.
    """
    before = store.change_sets_of(tx, order_id)
    last = before[-1] if before else None
    if last and last.status is ChangeStatus.OPEN:
        if last.expires_at > stamp.at:
            raise ChangeOpen(change=last.change_no, by=last.opened_by)
        expired = replace(last, status=ChangeStatus.EXPIRED, closed_at=last.expires_at)
        store.step(tx, last, expired)
        fact = ChangeWithdrawn(order_id, last.change_no, ChangeStatus.EXPIRED.value)
        tx.announce(stamp, order_id, fact)
    opened = ChangeSet(
        order_id=order_id,
        change_no=last.change_no + 1 if last else 1,
        version=1,
        status=ChangeStatus.OPEN,
        reason=reason,
        changes=collect((), changes) if changes else (),
        opened_at=stamp.at,
        opened_by=stamp.by.actor,
        expires_at=stamp.at + LASTS,
    )
    store.add_change_set(tx, opened)
    tx.announce(stamp, order_id, ChangeOpened(order_id, opened.change_no))
    return opened
