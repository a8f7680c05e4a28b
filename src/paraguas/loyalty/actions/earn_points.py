"""Post what an order earns."""

from msgspec.structs import replace

from paraguas.loyalty.events import PointsEarned
from paraguas.loyalty.model import Account, Earning, EarningOrder, EventKind, Ledger
from paraguas.loyalty.rules.earning import now_earning
from paraguas.loyalty.store import orders
from paraguas.loyalty.store.books import open_books, write_books
from paraguas.loyalty.store.timers import wake
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp
from paraguas.values.time import DAY


def earn_points(
    tx: Tx,
    stamp: Stamp,
    account: Account,
    new: EarningOrder,
    earned: Earning,
    *,
    currency: str,
    at: int,
    life: int | None,
    back_days: int,
) -> EarningOrder:
    """Post what an order earns for the first time, pending until `usable_at` of the order.

    at: when it was placed.  life: how long its points last once usable, in microseconds; None for
    ever.  Announces points.earned.v1.
    """
    book = open_books(tx, [account])[account.account_id]
    event = book.happen(
        EventKind.EARNED,
        at,
        ledger=Ledger.ISSUED,
        cause_id=new.order_id,
        cause_no=0,
        points=earned.points,
        usable_at=new.usable_at,
        life=life,
        back_life=back_days * DAY,
        qualifying=earned.qualifying,
        version=new.version,
        tier=new.tier,
        amount_minor=earned.amount_minor,
        currency=currency,
        allocated_minor=earned.allocated_minor,
        actor=stamp.by.actor,
    )
    told = now_earning(replace(new, event_no=event.event_no), earned)
    orders.add_earning_order(tx, told)
    wake(tx, stamp, write_books(tx, [book]))
    tx.announce(
        stamp,
        account.account_id,
        PointsEarned(
            *(account.account_id, new.order_id, earned.points, new.version, new.tier),
            new.usable_at,
        ),
    )
    return told
