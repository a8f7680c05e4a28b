"""Renew an authorisation: goods took long to come, and a card's approval does not last."""

from msgspec.structs import replace

from paraguas.payments.actions.begin_steps import begin_steps
from paraguas.payments.model import TransactionKind
from paraguas.payments.rules.balance import balance, grown_old
from paraguas.payments.rules.stepping import lapsed
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def renew_authorisation(tx: Tx, stamp: Stamp, order_id: str) -> int:
    """Ask for approvals anew that are too old to be relied on; how many there were.

    What is left of the old one counts no more.  Leaves an errand for each card.
    """
    now = balance(books.find_book(tx, order_id))
    old = grown_old(now, stamp.at)
    if old:
        books.add_transactions(tx, lapsed(now, old, stamp.at))
        after = replace(now, next_no=now.next_no + len(old))
        begin_steps(tx, stamp, after, old, TransactionKind.AUTHORISE)
    return len(old)
