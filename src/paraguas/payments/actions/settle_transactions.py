"""Settle transactions by the provider's answers: many at once, each once."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from paraguas.payments.model import Book, Transaction, TransactionState
from paraguas.payments.provider import Answer, AnswerState
from paraguas.payments.rules.asking import ask_again_at
from paraguas.payments.rules.balance import Balance, balance
from paraguas.payments.rules.telling import fact_of
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp

_STATES = {
    AnswerState.APPROVED: TransactionState.DONE,
    AnswerState.DECLINED: TransactionState.DECLINED,
    AnswerState.UNKNOWN: TransactionState.UNKNOWN,
}
_OPEN = (TransactionState.PENDING, TransactionState.UNKNOWN)


def settle_transactions(
    tx: Tx, found: Mapping[str, Book], answers: Sequence[tuple[Stamp, str, int, Answer]]
) -> dict[str, Balance]:
    """Note answers, each with its order and transaction number, in the books they belong to.

    A second answer to the same transaction is harmless, and one to a transaction we do not know
    too.  Announces what was authorised, captured, voided, refunded or declined; where the
    provider said nothing, an errand asks again later.  Gives the balance of each order that moved.
    Raises StaleSlice when another worker settled one of them meanwhile.
    """
    changed: dict[tuple[str, int], Transaction] = {}
    open_still = {
        (order_id, one.transaction_no): one
        for order_id, book in found.items()
        for one in book.transactions
        if one.state in _OPEN
    }
    for stamp, order_id, number, answer in answers:
        one = open_still.pop((order_id, number), None)
        if one is None:
            continue
        settled = _settled(one, answer, stamp.at)
        changed[order_id, number] = settled
        _tell(tx, stamp, settled, found[order_id].tenders[0].currency)
    books.settle(tx, list(changed.values()))
    return {
        order_id: _after(found[order_id], changed)
        for order_id in dict.fromkeys(order_id for order_id, _ in changed)
    }


def _settled(one: Transaction, answer: Answer, at: int) -> Transaction:
    silent = answer.state is AnswerState.UNKNOWN
    return replace(
        one,
        state=_STATES[answer.state],
        reference=answer.reference or one.reference,
        reason=answer.reason or one.reason,
        asks=one.asks + silent,
        settled_at=None if silent else at,
    )


def _tell(tx: Tx, stamp: Stamp, one: Transaction, currency: str) -> None:
    fact = fact_of(one, currency)
    if fact:
        tx.announce(stamp, one.order_id, fact)
    else:
        body = {"order_id": one.order_id, "transaction_no": one.transaction_no}
        due_at = ask_again_at(stamp.at, one.asks)
        tx.later(stamp, "errand:payment", one.order_id, body, due_at=due_at)


def _after(book: Book, changed: dict[tuple[str, int], Transaction]) -> Balance:
    transactions = tuple(
        changed.get((book.order_id, one.transaction_no), one) for one in book.transactions
    )
    return balance(replace(book, transactions=transactions))
