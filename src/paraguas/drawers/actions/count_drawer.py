"""Count a drawer: its session takes no more cash, and what is over or short comes out."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from paraguas.drawers import store
from paraguas.drawers.events import DrawerCounted
from paraguas.drawers.model import OrderCash, Session, SessionState
from paraguas.drawers.rules.reckoning import cash_of, check_open, entries_of, expected, worth
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def count_drawer(
    tx: Tx, stamp: Stamp, found: Session, pieces: Mapping[int, int], cash: Iterable[OrderCash]
) -> Session:
    """Write down what was counted, and the cash of orders it is held against.

    found: as read in this transaction.  cash: all that orders of this till paid and were given back
    since the session before was opened.  Announces drawer.counted.v1.  Refuses a session that is
    not open any more: what was counted once stays.
    """
    check_open(found)
    counted_minor = worth(pieces)
    candidates = list(cash)
    known = store.counted_already(tx, found.place_id, {one.order_id for one in candidates})
    before = store.session_before(tx, found)
    mine = cash_of(found, before, candidates, known, until=stamp.at)
    by_hand = store.entries_of(tx, found)
    entries = entries_of(mine, first_no=len(by_hand) + 1, actor=stamp.by.actor)
    counted = replace(
        found,
        state=SessionState.COUNTED,
        counted_at=stamp.at,
        counted_by=stamp.by.actor,
        pieces=pieces,
        counted_minor=counted_minor,
        expected_minor=expected(found.float_minor, [*by_hand, *entries]),
    )
    store.step(tx, found, counted)
    store.add_entries(tx, found, entries)
    tx.announce(stamp, found.place_id, _fact(counted))
    return replace(counted, version=found.version + 1)


def _fact(counted: Session) -> DrawerCounted:
    return DrawerCounted(
        *(counted.session_id, counted.place_id, counted.till, counted.expected_minor or 0),
        *(counted.counted_minor or 0, counted.difference_minor or 0, counted.currency),
    )
