"""Give points to an account or take them, by hand or for a partner."""

from paraguas.loyalty.errors import PointsNothing, PointsShort
from paraguas.loyalty.events import PointsAdjusted
from paraguas.loyalty.model import Account, EventKind, Ledger
from paraguas.loyalty.store import accounts
from paraguas.loyalty.store.books import open_books, write_books
from paraguas.loyalty.store.timers import wake
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def adjust_points(
    tx: Tx,
    stamp: Stamp,
    account: Account,
    points: int,
    *,
    ledger: Ledger,
    cause_id: str,
    life: int | None,
) -> None:
    """Give points to an account, usable at once, or (below 0) take them; once for each cause.

    ledger: adjustments or partner.  life: how long given points last, in microseconds; None for
    ever.  Announces points.adjusted.v1; refuses nothing at all, and more than may be spent.
    """
    if not points:
        raise PointsNothing
    told = accounts.events_of(tx, account.account_id)
    if any(one.cause_id == cause_id and one.ledger is ledger for one in told):
        return
    book = open_books(tx, [account])[account.account_id]
    book.standing.pass_time(stamp.at)
    if -points > book.spendable:
        raise PointsShort(number=account.number, points=book.spendable)
    book.happen(
        EventKind.EARNED if points > 0 else EventKind.TAKEN,
        stamp.at,
        ledger=ledger,
        cause_id=cause_id,
        cause_no=0,
        points=abs(points),
        usable_at=stamp.at if points > 0 else None,
        life=life if points > 0 else None,
        actor=stamp.by.actor,
        reason=stamp.by.reason or "",
    )
    wake(tx, stamp, write_books(tx, [book]))
    tx.announce(stamp, account.account_id, PointsAdjusted(account.account_id, points, ledger.value))
