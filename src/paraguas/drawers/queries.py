"""What other floors may read of drawers."""

from paraguas.drawers import store
from paraguas.drawers.errors import DrawerUnknown
from paraguas.drawers.model import DrawerLimit, Entry, Session, SessionState
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.values.ids import PlaceId, is_id
from paraguas.values.time import Period


def drawer_limits(tx: Tx) -> list[DrawerLimit]:
    """Give the limits of currencies that were told one; others have the usual."""
    return store.limits(tx)


def session(tx: Tx, session_id: str, own: PlaceId | None = None) -> Session:
    """Find a session, of one place where it is named; DrawerUnknown otherwise."""
    found = store.session_by_id(tx, session_id) if is_id(session_id) else None
    if found is None or own not in {None, found.place_id}:
        raise DrawerUnknown(drawer=session_id)
    return found


def entries(tx: Tx, found: Session) -> list[Entry]:
    """Read the entries of a session in their order."""
    return store.entries_of(tx, found)


def cash_from(tx: Tx, found: Session) -> int:
    """Tell from when on cash of orders may count in a session: since the one before was opened."""
    before = store.session_before(tx, found)
    return before.opened_at if before else found.opened_at


def sessions(
    tx: Tx, place_id: PlaceId | None, state: SessionState | None, *, before: str = "", most: int
) -> list[Session]:
    """List sessions, the last opened first; `before` is the id a page ended with."""
    cursor = before if is_id(before) else ""
    return store.page_of_sessions(tx, place_id, state, before=cursor, most=most)


def sessions_of(tx: Tx, place_id: PlaceId, during: Period) -> list[Session]:
    """List the sessions of a place that were opened in a period, the first first."""
    return store.opened_during(tx, place_id, during)


def audit(tx: Tx) -> list[Check]:
    """Verify the room's promises on the stored rows."""
    return [
        Check(
            "drawers: expected = float + sum of entries",
            store.count_sessions(tx),
            tuple(
                f"drawer session {row.session_id} expects {row.expected_minor}, "
                f"its float and entries say {row.float_minor + (row.moved or 0)}"
                for row in store.wrong_sessions(tx)
            ),
        )
    ]
