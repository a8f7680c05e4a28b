"""What other floors may read of changes."""

from msgspec.structs import replace

from paraguas.changes import store
from paraguas.changes.errors import ChangeAbsent, ChangeClosed
from paraguas.changes.model import ChangeSet, ChangeStatus
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import is_id


def changes_of(tx: Tx, order_id: str, *, now: int) -> list[ChangeSet]:
    """Read the change sets of an order, the oldest first; what nobody confirmed has expired."""
    return [_at(one, now) for one in store.change_sets_of(tx, order_id)] if is_id(order_id) else []


def change_set(tx: Tx, order_id: str, change_no: int, *, now: int) -> ChangeSet:
    """Read one change set; ChangeAbsent where there is none."""
    for one in changes_of(tx, order_id, now=now):
        if one.change_no == change_no:
            return one
    raise ChangeAbsent(change=change_no)


def open_change_set(tx: Tx, order_id: str, change_no: int, *, now: int) -> ChangeSet:
    """Read a change set that can still be confirmed; refuses ChangeAbsent and ChangeClosed."""
    found = change_set(tx, order_id, change_no, now=now)
    if found.status is not ChangeStatus.OPEN:
        raise ChangeClosed(status=found.status.value)
    return found


def _at(one: ChangeSet, now: int) -> ChangeSet:
    late = one.status is ChangeStatus.OPEN and one.expires_at <= now
    return replace(one, status=ChangeStatus.EXPIRED) if late else one
