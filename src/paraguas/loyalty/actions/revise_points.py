"""Post what an order has come to earn, as if it had earned so much at once."""

from paraguas.loyalty.events import PointsRevised
from paraguas.loyalty.model import Account, Earning, EarningOrder, EventKind, Ledger
from paraguas.loyalty.rules.earning import counting, now_earning
from paraguas.loyalty.store import accounts, orders
from paraguas.loyalty.store.books import open_books, write_books
from paraguas.loyalty.store.timers import wake
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def revise_points(
    tx: Tx, stamp: Stamp, was: EarningOrder, now: EarningOrder, earned: Earning
) -> EarningOrder:
    """Post what an order has come to earn, and give it as it is then.

    Nothing is written where nothing changed.  Announces points.revised.v1.
    """
    told = now_earning(now, earned)
    if told == was:
        return was
    orders.change_earning_order(tx, was, told)
    if counting(told) != counting(was):
        account = accounts.find_accounts(tx, [told.account_id])[told.account_id]
        _post(tx, stamp, account, told, earned, whole=was.points != told.points)
        tx.announce(
            stamp,
            told.account_id,
            PointsRevised(
                *(told.account_id, told.order_id, was.points, told.points, told.version),
                told.usable_at,
            ),
        )
    return told


def _post(
    tx: Tx, stamp: Stamp, account: Account, told: EarningOrder, earned: Earning, *, whole: bool
) -> None:
    # Where only the end of the return window moved, the lots tell enough.
    book = open_books(tx, [account], whole=whole)[account.account_id]
    book.happen(
        EventKind.REVISED,
        stamp.at,
        ledger=Ledger.ISSUED,
        cause_id=told.order_id,
        cause_no=0,
        points=earned.points,
        of_event=told.event_no,
        usable_at=told.usable_at,
        qualifying=earned.qualifying,
        version=told.version,
        tier=told.tier,
        amount_minor=earned.amount_minor,
        allocated_minor=earned.allocated_minor,
        actor=stamp.by.actor,
    )
    wake(tx, stamp, write_books(tx, [book]))
