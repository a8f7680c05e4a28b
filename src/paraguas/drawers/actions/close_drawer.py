"""Close a counted session: somebody answers for what is over or short."""

from msgspec.structs import replace

from paraguas.drawers import store
from paraguas.drawers.events import DrawerClosed
from paraguas.drawers.model import Session, SessionState
from paraguas.drawers.rules.reckoning import check_closing
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def close_drawer(tx: Tx, stamp: Stamp, found: Session, *, reason: str | None) -> Session:
    """End a session for good.

    found: as read in this transaction.  reason: for the difference; None where there is none.
    Announces drawer.closed.v1.  Refuses a session that is not counted, or closed already, and a
    large difference that who counted would explain alone.
    """
    check_closing(found, stamp.by.actor)
    closed = replace(
        found,
        state=SessionState.CLOSED,
        closed_at=stamp.at,
        closed_by=stamp.by.actor,
        reason=reason,
    )
    store.step(tx, found, closed)
    fact = DrawerClosed(
        *(found.session_id, found.place_id, found.till, found.difference_minor or 0),
        *(found.currency, stamp.by.actor != found.counted_by),
    )
    tx.announce(stamp, found.place_id, fact)
    return replace(closed, version=found.version + 1)
