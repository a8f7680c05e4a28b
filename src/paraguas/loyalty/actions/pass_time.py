"""Let points of an account become usable or expire, as time has passed."""

from paraguas.loyalty.events import PointsPassed
from paraguas.loyalty.model import EventKind, Ledger
from paraguas.loyalty.rules.lot import Lot
from paraguas.loyalty.store import accounts
from paraguas.loyalty.store.books import open_books, write_books
from paraguas.loyalty.store.timers import wake
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def pass_time(tx: Tx, stamp: Stamp, account_id: str) -> None:
    """Post what became usable and what expired by now; nothing where it was posted before.

    Announces points.passed.v1 and leaves the timer for what comes next.
    """
    account = accounts.find_accounts(tx, [account_id])[account_id]
    if account.next_at is None or account.next_at > stamp.at:
        return
    book = open_books(tx, [account])[account_id]
    expired = _expired(book.lots)
    book.happen(
        EventKind.PASSED,
        stamp.at,
        ledger=Ledger.EXPIRED,
        cause_id=account_id,
        cause_no=0,
        points=0,
        actor=stamp.by.actor,
    )
    wake(tx, stamp, write_books(tx, [book]))
    usable = account.pending - book.standing.pending
    lost = _expired(book.standing.lots) - expired
    if usable or lost:
        tx.announce(stamp, account_id, PointsPassed(account_id, usable, lost))


def _expired(lots: dict[int, Lot]) -> int:
    return sum(lot.expired for lot in lots.values())
