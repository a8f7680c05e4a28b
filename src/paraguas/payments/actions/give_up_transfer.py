"""Give up on a bank transfer that never came."""

from paraguas.payments.actions.settle_transactions import settle_transactions
from paraguas.payments.provider import Answer, AnswerState
from paraguas.payments.rules.transferring import awaited_transfer
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp

NOT_RECEIVED = "not_received"
"""Why a transfer counts as declined."""


def give_up_transfer(tx: Tx, stamp: Stamp, order_id: str) -> bool:
    """Wait no more for the money of an order; False when it waits for none.

    Announces payment.declined.v1.
    """
    book = books.find_book(tx, order_id)
    awaited = awaited_transfer(book)
    if awaited is None:
        return False
    answer = Answer(AnswerState.DECLINED, reason=NOT_RECEIVED)
    found = {order_id: book}
    settle_transactions(tx, found, [(stamp, order_id, awaited.transaction_no, answer)])
    return True
