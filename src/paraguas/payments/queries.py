"""What other floors may read of payments."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from paraguas.payments.model import (
    Book,
    CardStep,
    CashMoved,
    TenderKind,
    Transaction,
    TransactionKind,
    TransactionState,
)
from paraguas.payments.provider import ProviderCall
from paraguas.payments.rules.asking import provider_key
from paraguas.payments.rules.balance import Balance, balance
from paraguas.payments.rules.card_steps import steps_of_cards
from paraguas.payments.rules.raising import approval_to_raise
from paraguas.payments.rules.reconciliation import Said
from paraguas.payments.store import audits, books, moving
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.values.ids import OrderId
from paraguas.values.money import Money
from paraguas.values.time import Period


def ask_books(tx: Tx, order_ids: Iterable[str]) -> Callable[[], dict[str, Book]]:
    """Ask for the books of orders; the answer may be on its way until `together` ends.

    An order with nothing to pay is left out.
    """
    return books.ask_books(tx, order_ids)


def balances(tx: Tx, order_ids: Iterable[str]) -> dict[str, Balance]:
    """Tell where the money of orders stands; an order with nothing to pay is left out."""
    return {order_id: balance(book) for order_id, book in books.find_books(tx, order_ids).items()}


def provider_calls(
    tx: Tx, transactions: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], ProviderCall]:
    """Prepare the calls of errands by order and transaction number, in two statements.

    A transaction that has its answer already is left out: its errand is done.
    """
    wanted = list(transactions)
    found = {}
    for order_id, book in books.find_books(tx, (order_id for order_id, _ in wanted)).items():
        now = balance(book)
        sums = {one.tender.tender_no: one for one in now.tenders}
        for one in book.transactions:
            if one.state in (TransactionState.PENDING, TransactionState.UNKNOWN):
                its = sums[one.tender_no]
                found[order_id, one.transaction_no] = ProviderCall(
                    order_id,
                    one.transaction_no,
                    one.kind,
                    provider_key(order_id, one.transaction_no),
                    its.tender.instrument,
                    _belongs_to(now, one, its.reference),
                    Money(one.amount_minor, its.tender.currency),
                    one.state is TransactionState.UNKNOWN,
                )
    return {key: found[key] for key in wanted if key in found}


def _belongs_to(now: Balance, one: Transaction, approval: str) -> str:
    authorises = one.kind is TransactionKind.AUTHORISE
    return approval_to_raise(now, one) if authorises else approval


def book(tx: Tx, order_id: str) -> Book:
    """Read all that is written of an order's money; empty where nothing was to be paid."""
    return books.find_book(tx, order_id)


def given_back_at(tx: Tx, order_id: str, at: int) -> int:
    """Tell how much was begun to be given back at an instant, as by one cancellation."""
    return sum(
        one.amount_minor
        for one in book(tx, order_id).transactions
        if one.kind is TransactionKind.REFUND and one.asked_at == at
    )


def credited_at(tx: Tx, order_id: str, at: int) -> int:
    """Tell how much was given as store credit at an instant, in place of a refund."""
    return sum(
        one.amount_minor
        for one in book(tx, order_id).transactions
        if one.kind is TransactionKind.CREDIT and one.asked_at == at
    )


def audit(tx: Tx) -> list[Check]:
    """Verify the room's promises on the stored rows."""
    tenders, transactions = audits.count(tx)
    return [
        Check("payments: no step exceeds the one before", tenders, _sums(audits.wrong_tenders(tx))),
        Check(
            "payments: what has no answer will be asked again",
            transactions,
            tuple(
                f"order {row.order_id} transaction {row.transaction_no} ({row.kind}) has no errand"
                for row in audits.forgotten(tx)
            ),
        ),
    ]


def _sums(rows: Sequence[Any]) -> tuple[str, ...]:
    return tuple(
        f"order {row.order_id} tender {row.tender_no} of {row.amount_minor}: authorised "
        f"{row.authorised}, captured {row.captured}, voided {row.voided}, refunded {row.refunded}"
        for row in rows
    )


def card_steps(tx: Tx, order_ids: Collection[str]) -> dict[tuple[OrderId, int], CardStep]:
    """Read the captures and refunds of the cards of orders, by order and number."""
    return {
        (one.order_id, one.transaction_no): one
        for book in books.find_books(tx, sorted(order_ids)).values()
        for one in steps_of_cards(book)
    }


def card_steps_named(tx: Tx, references: Collection[str]) -> dict[str, CardStep]:
    """Find captures and refunds of cards by the provider's names for them."""
    keys = moving.named(tx, references)
    steps = card_steps(tx, {order_id for order_id, _ in keys.values()})
    found = {name: steps.get((OrderId(key[0]), key[1])) for name, key in keys.items()}
    return {name: step for name, step in found.items() if step}


def card_steps_between(tx: Tx, during: Period) -> list[CardStep]:
    """Read the captures and refunds of cards that were done in a period."""
    return [
        CardStep(
            *(OrderId(row.order_id), row.transaction_no, TransactionKind(row.kind)),
            *(row.amount_minor, row.currency, True),
        )
        for row in moving.moved_later(tx, TenderKind.CARD.value, during)
    ]


def our_ledger(tx: Tx, order_ids: Iterable[str]) -> dict[str, Said]:
    """Tell what we say of every card transaction of these orders, by provider key."""
    moved = {TransactionState.DONE: True, TransactionState.DECLINED: False}
    return {
        provider_key(order_id, one.transaction_no): Said(
            one.kind.value, one.amount_minor, moved.get(one.state)
        )
        for order_id, its in books.find_books(tx, order_ids).items()
        for one in its.transactions
        if one.reason != "replaced"
        and one.kind is not TransactionKind.CREDIT
        and its.tenders[one.tender_no - 1].kind is TenderKind.CARD
    }


def cash_of(tx: Tx, order_ids: Collection[str], during: Period) -> list[CashMoved]:
    """Read the cash of some orders that moved in a period."""
    rows = moving.moved_of(tx, TenderKind.CASH.value, order_ids, during)
    return [_cash(row) for row in rows]


def cash_moved_later(tx: Tx, during: Period) -> list[CashMoved]:
    """Read the cash that moved in a period after the first step of its order, of all orders."""
    return [_cash(row) for row in moving.moved_later(tx, TenderKind.CASH.value, during)]


def _cash(row: Any) -> CashMoved:
    moved = row.amount_minor + row.rounding_minor
    sign = -1 if row.kind == TransactionKind.REFUND else 1
    till = row.instrument if row.till is None else row.till
    return CashMoved(
        *(OrderId(row.order_id), row.transaction_no, till, sign * moved),
        *(row.currency, row.settled_at, row.place_id),
    )
