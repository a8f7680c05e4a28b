"""Open a till's drawer with a float."""

from paraguas.drawers import store
from paraguas.drawers.errors import DrawerTaken
from paraguas.drawers.events import DrawerOpened
from paraguas.drawers.model import Session, SessionState
from paraguas.drawers.rules.reckoning import check_amount, usual_alone
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import DrawerSessionId, PlaceId
from paraguas.values.money import Money
from paraguas.values.stamp import Stamp


def open_drawer(tx: Tx, stamp: Stamp, place_id: PlaceId, till: str, change: Money) -> Session:
    """Begin a session of a till with its float; one that waits for a word does not hinder it.

    Announces drawer.opened.v1.  Refuses a till whose drawer is open, and an amount below 0.
    """
    check_amount(change.amount_minor)
    last = store.last_session(tx, place_id, till)
    if last and last.state is SessionState.OPEN:
        raise DrawerTaken(till=till, by=last.opened_by)
    limits = {one.currency: one.alone_minor for one in store.limits(tx)}
    new = Session(
        place_id=place_id,
        till=till,
        session_no=last.session_no + 1 if last else 1,
        session_id=DrawerSessionId(stamp.ids.next()),
        currency=change.currency,
        float_minor=change.amount_minor,
        state=SessionState.OPEN,
        version=0,
        opened_at=stamp.at,
        opened_by=stamp.by.actor,
        alone_minor=limits.get(change.currency, usual_alone(change.currency)),
    )
    store.add_session(tx, new)
    fact = DrawerOpened(new.session_id, place_id, till, new.float_minor, new.currency)
    tx.announce(stamp, place_id, fact)
    return new
