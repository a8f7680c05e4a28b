"""Capture what fell due when goods left."""

from paraguas.payments.actions.begin_steps import begin_steps
from paraguas.payments.errors import PaymentAmount
from paraguas.payments.model import Capture, TransactionKind
from paraguas.payments.rules.balance import balance
from paraguas.payments.rules.spreading import spread_capture
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def request_capture(
    tx: Tx, stamp: Stamp, order_id: str, amount_minor: int, fulfilment_id: str
) -> Capture:
    """Take what is due with this fulfilment and not taken yet, from the tenders in their order.

    amount_minor: what the goods that left cost; 0 is fine.  Every fulfilment tells its amount,
    unless all was paid at once.  What was paid before counts first.  Asked again for the same
    fulfilment, it takes only what is still missing, as after a declined capture.  Writes the due
    and the captures, announces those that need no provider, leaves errands for cards.
    """
    if amount_minor < 0:
        raise PaymentAmount(amount_minor=amount_minor)
    dues = dict(books.dues(tx, order_id))
    if fulfilment_id not in dues:
        books.add_due(tx, order_id, len(dues) + 1, fulfilment_id, (amount_minor, stamp.at))
        dues[fulfilment_id] = amount_minor
    now = balance(books.find_book(tx, order_id))
    missing = max(0, sum(dues.values()) - now.captured - now.capturing)
    parts = spread_capture(now, missing)
    steps = begin_steps(tx, stamp, now, parts, TransactionKind.CAPTURE, fulfilment_id=fulfilment_id)
    requested = sum(one.amount_minor for one in steps)
    return Capture(requested, missing - requested)
