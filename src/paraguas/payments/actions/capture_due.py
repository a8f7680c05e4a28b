"""Capture what fell due and was not taken, as when other tenders replaced a declined one."""

from paraguas.payments.actions.begin_steps import begin_steps
from paraguas.payments.model import Capture, TransactionKind
from paraguas.payments.rules.balance import balance
from paraguas.payments.rules.spreading import spread_capture
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def capture_due(
    tx: Tx, stamp: Stamp, order_id: str, *, fulfilment_id: str | None = None
) -> Capture:
    """Take all that is due and not taken yet, from the tenders in their order.

    fulfilment_id: the one that caused it, if it was a single one.  Announces what needs no
    provider, leaves errands for cards.
    """
    now = balance(books.find_book(tx, order_id))
    due = sum(books.dues(tx, order_id).values())
    missing = max(0, due - now.taken)
    parts = spread_capture(now, missing)
    steps = begin_steps(tx, stamp, now, parts, TransactionKind.CAPTURE, fulfilment_id=fulfilment_id)
    requested = sum(one.amount_minor for one in steps)
    return Capture(requested, missing - requested)
