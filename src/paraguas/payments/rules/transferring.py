"""Bank transfers: how long an order waits for one, and which one it is."""

from paraguas.payments.errors import TransferAmount, TransferNotAwaited
from paraguas.payments.model import (
    Book,
    TenderKind,
    Transaction,
    TransactionKind,
    TransactionState,
)
from paraguas.values.money import amount_words
from paraguas.values.time import DAY

TRANSFER_DAYS = 7
"""How long an order waits for the money."""

EXPIRE_TRANSFER = "timer:expire_transfer"
"""The chore that gives up on a transfer."""


def transfer_due_at(placed_at: int) -> int:
    """Tell until when the money has to come."""
    return placed_at + TRANSFER_DAYS * DAY


def awaited_transfer(book: Book) -> Transaction | None:
    """Find the transfer an order waits for, if it does."""
    tenders = {one.tender_no for one in book.tenders if one.kind is TenderKind.TRANSFER}
    waiting = (
        one
        for one in book.transactions
        if one.tender_no in tenders
        and one.kind is TransactionKind.AUTHORISE
        and one.state is TransactionState.PENDING
    )
    return next(waiting, None)


def received_as(book: Book, reference: str, amount_minor: int) -> bool:
    """Whether this money was noted before: another sum under the same words is other money."""
    return any(
        one.reference == reference
        and one.state is TransactionState.DONE
        and one.amount_minor == amount_minor
        for one in book.transactions
    )


def check_received(book: Book, amount_minor: int) -> Transaction:
    """Give the transfer that money is for; refuses where none is awaited, and another sum."""
    found = awaited_transfer(book)
    if found is None:
        raise TransferNotAwaited(order_id=book.order_id)
    if amount_minor != found.amount_minor:
        currency = book.tenders[0].currency
        raise TransferAmount(**amount_words(found.amount_minor, currency), came_minor=amount_minor)
    return found
