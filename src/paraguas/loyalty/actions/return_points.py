"""Give points that paid back to the lots they came from."""

from collections.abc import Iterable

from paraguas.loyalty.model import Burn, Event, EventKind, Ledger
from paraguas.loyalty.queries import programmes_in_force
from paraguas.loyalty.rules.burning import given_back
from paraguas.loyalty.store import accounts, orders
from paraguas.loyalty.store.books import open_books, write_books
from paraguas.loyalty.store.timers import wake
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp
from paraguas.values.time import DAY


def return_points(
    tx: Tx, stamp: Stamp, order_id: str, transaction_no: int, amount_minor: int
) -> None:
    """Give an amount's points back to the lots its tenders took them from.

    transaction_no: of the payment that gives it back.  Given back points last as long as the
    programme says at least.  Raises StaleSlice where an account moved meanwhile.
    """
    known = orders.burns_of(tx, order_id)
    changed = given_back(known, amount_minor)
    were = {(burn.transaction_no, burn.account_id): burn for burn in known}
    found = accounts.find_accounts(tx, (burn.account_id for burn in changed))
    books = open_books(tx, found.values(), whole=True)
    programmes = programmes_in_force(tx)
    for burn in changed:
        book = books[burn.account_id]
        points = burn.back_points - were[burn.transaction_no, burn.account_id].back_points
        if points:
            book.happen(
                EventKind.GIVEN_BACK,
                stamp.at,
                ledger=Ledger.BURNT,
                cause_id=order_id,
                cause_no=transaction_no,
                points=points,
                of_event=_taken(book.told or (), burn),
                back_life=programmes.in_force(book.account.programme).back_days * DAY,
                actor=stamp.by.actor,
            )
    wake(tx, stamp, write_books(tx, list(books.values())))
    orders.change_burns(tx, changed)


def _taken(told: Iterable[Event], burn: Burn) -> int:
    """Find the event of an account that took what a burn tells of."""
    return next(
        one.event_no
        for one in told
        if one.kind is EventKind.TAKEN
        and (one.cause_id, one.cause_no) == (burn.order_id, burn.transaction_no)
    )
