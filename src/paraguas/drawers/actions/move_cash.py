"""Put cash into a drawer or take it out, with a reason."""

from paraguas.drawers import store
from paraguas.drawers.events import DrawerCashMoved
from paraguas.drawers.model import Entry, EntryKind, Session
from paraguas.drawers.rules.reckoning import check_amount, check_open, signed
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def move_cash(
    tx: Tx, stamp: Stamp, found: Session, kind: EntryKind, amount_minor: int, *, reason: str
) -> Entry:
    """Write down cash that moved by hand.

    found: as read in this transaction.  kind: one moved by hand.  amount_minor: above 0.  Announces
    drawer.cash_moved.v1.  Refuses a session that is not open any more.
    """
    assert kind.by_hand, "the cash of orders is found in their payments"
    check_open(found)
    amount = signed(kind, check_amount(amount_minor, least=1))
    number = len(store.entries_of(tx, found)) + 1
    entry = Entry(number, kind, amount, stamp.at, stamp.by.actor, reason)
    store.step(tx, found, found)
    store.add_entries(tx, found, [entry])
    fact = DrawerCashMoved(
        *(found.session_id, found.place_id, found.till, kind.value, amount, found.currency)
    )
    tx.announce(stamp, found.place_id, fact)
    return entry
