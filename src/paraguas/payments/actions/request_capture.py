"""Capture what fell due when goods left."""

from paraguas.payments.actions.capture_due import capture_due
from paraguas.payments.errors import PaymentAmount
from paraguas.payments.model import Capture
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
    dues = books.dues(tx, order_id)
    if fulfilment_id not in dues:
        books.add_due(tx, order_id, len(dues) + 1, fulfilment_id, (amount_minor, stamp.at))
    return capture_due(tx, stamp, order_id, fulfilment_id=fulfilment_id)
