"""What cards paid and got back of an order, step by step."""

from paraguas.payments.model import (
    Book,
    CardStep,
    TenderKind,
    TransactionKind,
    TransactionState,
)

_MOVED = {TransactionState.DONE: True, TransactionState.DECLINED: False}
_KINDS = (TransactionKind.CAPTURE, TransactionKind.REFUND)


def steps_of_cards(book: Book) -> list[CardStep]:
    """Give the captures and refunds of an order's cards."""
    cards = {one.tender_no: one for one in book.tenders if one.kind is TenderKind.CARD}
    return [
        CardStep(
            *(one.order_id, one.transaction_no, one.kind, one.amount_minor),
            *(cards[one.tender_no].currency, _MOVED.get(one.state)),
        )
        for one in book.transactions
        if one.tender_no in cards and one.kind in _KINDS
    ]
