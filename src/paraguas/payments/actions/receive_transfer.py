"""Note that the money of a bank transfer has come."""

from paraguas.payments.actions.begin_steps import begin_steps
from paraguas.payments.actions.settle_transactions import settle_transactions
from paraguas.payments.model import TransactionKind
from paraguas.payments.provider import Answer, AnswerState
from paraguas.payments.rules.transferring import check_received, received_as
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def receive_transfer(
    tx: Tx, stamp: Stamp, order_id: str, amount_minor: int, reference: str
) -> bool:
    """Take the money of the transfer an order waits for; False when it was noted before.

    reference: of the bank; a sum counts once under it.  The money is ours at once, so it is
    captured whole.  Announces payment.authorised.v1 and payment.captured.v1.  Refuses where none
    is awaited, and another sum than the one awaited.
    """
    book = books.find_book(tx, order_id)
    if received_as(book, reference, amount_minor):
        return False
    awaited = check_received(book, amount_minor)
    answer = Answer(AnswerState.APPROVED, reference)
    found = {order_id: book}
    after = settle_transactions(tx, found, [(stamp, order_id, awaited.transaction_no, answer)])
    now = after[order_id]
    parts = [
        (one, one.capturable) for one in now.tenders if one.tender.tender_no == awaited.tender_no
    ]
    begin_steps(tx, stamp, now, parts, TransactionKind.CAPTURE)
    return True
