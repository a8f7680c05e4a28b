"""Set free what will not be taken any more."""

from paraguas.payments.actions.begin_steps import begin_steps
from paraguas.payments.model import Transaction, TransactionKind
from paraguas.payments.rules.balance import balance
from paraguas.payments.rules.spreading import spread_void
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def void_rest(tx: Tx, stamp: Stamp, order_id: str, keep_minor: int = 0) -> list[Transaction]:
    """Set free what is set aside beyond `keep_minor`, and give the steps.

    keep_minor: what is still to be captured.  Gift cards get their money back now and in part, a
    card's authorisation is set free as a whole, by an errand, once nothing of it is kept.  An
    authorisation that is not answered yet cannot be set free: ask again when it is.
    """
    now = balance(books.find_book(tx, order_id))
    return begin_steps(tx, stamp, now, spread_void(now, keep_minor), TransactionKind.VOID)
