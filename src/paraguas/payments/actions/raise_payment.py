"""Ask the card that pays for an order for more, on the approval it gave."""

from paraguas.payments.actions.leave_errand import leave_errand
from paraguas.payments.rules.balance import Balance, balance
from paraguas.payments.rules.raising import raised
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def raise_payment(tx: Tx, stamp: Stamp, order_id: str, amount_minor: int) -> Balance:
    """Let the card that pays bring an amount more, and tell where the money stands then.

    The provider raises the approval where it can, and gives another where it cannot.  What it
    declines is open as with any declined tender.  Leaves an errand; refuses NoCardToRaise.
    """
    tender, asked = raised(balance(books.find_book(tx, order_id)), amount_minor, stamp.at)
    books.add_tender(tx, order_id, tender)
    books.add_transactions(tx, [asked])
    leave_errand(tx, stamp, asked)
    return balance(books.find_book(tx, order_id))
