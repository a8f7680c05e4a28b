"""The books of orders: their tenders, transactions and dues."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select

from paraguas.payments import tables as t
from paraguas.payments.model import (
    Book,
    Tender,
    TenderKind,
    Transaction,
    TransactionKind,
    TransactionState,
)
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared, Rows
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId

TENDER = (
    *("order_id", "tender_no", "kind", "amount_minor", "currency", "instrument", "label"),
    *("given_minor", "change_minor"),
)
FIRST_TRANSACTION = (
    *("order_id", "transaction_no", "tender_no", "kind", "state", "amount_minor"),
    *("rounding_minor", "asked_at", "settled_at"),
)
TRANSACTION = (
    *("order_id", "transaction_no", "tender_no", "kind", "state", "amount_minor", "asked_at"),
    *("settled_at", "rounding_minor", "reference", "reason", "asks", "fulfilment_id"),
    *("place_id", "till"),
)
_DUE = ("order_id", "due_no", "fulfilment_id", "amount_minor", "at")
_TENDERS_OF = Prepared(
    select(*(t.tenders.c[name] for name in TENDER))
    .where(t.tenders.c.order_id.in_(bindparam("orders", expanding=True)))
    .order_by(t.tenders.c.order_id, t.tenders.c.tender_no)
)
_TRANSACTIONS_OF = Prepared(
    select(*(t.payment_transactions.c[name] for name in TRANSACTION))
    .where(t.payment_transactions.c.order_id.in_(bindparam("orders", expanding=True)))
    .order_by(t.payment_transactions.c.order_id, t.payment_transactions.c.transaction_no)
)
_DUES_OF = Prepared(
    select(
        t.payment_dues.c.due_no, t.payment_dues.c.fulfilment_id, t.payment_dues.c.amount_minor
    ).where(t.payment_dues.c.order_id == bindparam("which"))
)
_SETTLE = GuardedUpdate(
    t.payment_transactions,
    keys=("order_id", "transaction_no"),
    givens={
        "given_state": "state",
        "given_reference": "reference",
        "given_reason": "reason",
        "given_asks": "asks",
        "given_at": "settled_at",
    },
    sets=(
        "state = {given_state}, reference = {given_reference}, reason = {given_reason}, "
        "asks = {given_asks}, settled_at = {given_at}"
    ),
    guard="t.state IN ('pending', 'unknown')",
)


def find_books(tx: Tx, order_ids: Iterable[str]) -> dict[str, Book]:
    """Read the books of orders in two statements; an order without payments is left out."""
    return ask_books(tx, order_ids)()


def ask_books(tx: Tx, order_ids: Iterable[str]) -> Callable[[], dict[str, Book]]:
    """Ask as `find_books` does; the answer may be on its way until `together` ends."""
    wanted = list(dict.fromkeys(order_ids))
    if not wanted:
        return dict
    tenders = tx.ask(_TENDERS_OF, orders=wanted)
    transactions = tx.ask(_TRANSACTIONS_OF, orders=wanted)
    return lambda: _books(tenders(), transactions())


def _books(tender_rows: Rows, transaction_rows: Rows) -> dict[str, Book]:
    tenders: dict[str, list[Tender]] = defaultdict(list)
    for row in tender_rows:
        tenders[row[0]].append(_tender(row))
    transactions: dict[str, list[Transaction]] = defaultdict(list)
    for row in transaction_rows:
        transactions[row[0]].append(_transaction(row))
    return {
        order_id: Book(OrderId(order_id), tuple(its), tuple(transactions[order_id]))
        for order_id, its in tenders.items()
    }


def find_book(tx: Tx, order_id: str) -> Book:
    """Read the book of one order; empty where nothing was to be paid."""
    return find_books(tx, [order_id]).get(order_id) or Book(OrderId(order_id), (), ())


def dues(tx: Tx, order_id: str) -> Mapping[str, int]:
    """Read what fell due for each fulfilment of an order."""
    return {row.fulfilment_id: row.amount_minor for row in tx.all(_DUES_OF, which=order_id)}


def add_due(tx: Tx, order_id: str, number: int, fulfilment_id: str, due: tuple[int, int]) -> None:
    """Write what fell due for a fulfilment: its amount and when.

    number: the next of the order, so that of two writers at once one decides again.
    """
    tx.insert(t.payment_dues, _DUE, [(order_id, number, fulfilment_id, *due)])


def add_tenders(
    tx: Tx, tenders: Sequence[tuple[Any, ...]], firsts: Sequence[tuple[Any, ...]]
) -> None:
    """Write tenders and their first transactions, as TENDER and FIRST_TRANSACTION."""
    tx.insert(t.tenders, TENDER, tenders)
    tx.insert(t.payment_transactions, FIRST_TRANSACTION, firsts)


def add_tender(tx: Tx, order_id: str, one: Tender) -> None:
    """Write one more tender of an order; a number taken meanwhile makes the whole decide again."""
    row = (
        *(order_id, one.tender_no, one.kind.value, one.amount_minor, one.currency),
        *(one.instrument, one.label, one.given_minor, one.change_minor),
    )
    tx.insert(t.tenders, TENDER, [row])


def add_transactions(tx: Tx, transactions: Sequence[Transaction]) -> None:
    """Write further transactions; a number taken meanwhile makes the whole decide again."""
    rows = [_row(one) for one in transactions]
    tx.insert(t.payment_transactions, TRANSACTION, rows)


def settle(tx: Tx, transactions: Sequence[Transaction]) -> None:
    """Write the answers of transactions that had none, each once."""
    tx.update(
        _SETTLE,
        [
            (
                *(one.order_id, one.transaction_no, one.state.value, one.reference),
                *(one.reason, one.asks, one.settled_at),
            )
            for one in transactions
        ],
    )


def _row(one: Transaction) -> tuple[Any, ...]:
    return (
        *(one.order_id, one.transaction_no, one.tender_no, one.kind.value, one.state.value),
        *(one.amount_minor, one.asked_at, one.settled_at, one.rounding_minor, one.reference),
        *(one.reason, one.asks, one.fulfilment_id, one.place_id, one.till),
    )


def _tender(row: Any) -> Tender:
    _, number, kind, *rest = row
    return Tender(number, TenderKind(kind), *rest)


def _transaction(row: Any) -> Transaction:
    order_id, number, tender_no, kind, state, *rest = row
    return Transaction(
        order_id, number, tender_no, TransactionKind(kind), TransactionState(state), *rest
    )
