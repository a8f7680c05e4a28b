"""What other floors may read of payments."""

from collections.abc import Iterable

from paraguas.payments import store
from paraguas.payments.model import GiftCard, GiftCards, TransactionKind, TransactionState
from paraguas.payments.provider import ProviderCall
from paraguas.payments.rules.asking import provider_key
from paraguas.payments.rules.balance import Balance, balance
from paraguas.payments.rules.gift_card_code import gift_card_id
from paraguas.plumbing.tx import Tx
from paraguas.values.money import Money


def slice_gift_cards(tx: Tx, codes: Iterable[str]) -> GiftCards:
    """Read the gift cards of a batch in one statement; none is asked for where no code is."""
    return GiftCards(store.gift_cards(tx, map(gift_card_id, codes)))


def gift_card(tx: Tx, code: str) -> GiftCard | None:
    """Find a gift card by its code, however it was typed."""
    card_id = gift_card_id(code)
    return store.gift_cards(tx, [card_id]).get(card_id)


def balances(tx: Tx, order_ids: Iterable[str]) -> dict[str, Balance]:
    """Tell where the money of orders stands; an order with nothing to pay is left out."""
    return {order_id: balance(book) for order_id, book in store.books(tx, order_ids).items()}


def provider_calls(
    tx: Tx, transactions: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], ProviderCall]:
    """Prepare the calls of errands by order and transaction number, in two statements.

    A transaction that has its answer already is left out: its errand is done.
    """
    wanted = list(transactions)
    found = {}
    for order_id, book in store.books(tx, (order_id for order_id, _ in wanted)).items():
        sums = {one.tender.tender_no: one for one in balance(book).tenders}
        for one in book.transactions:
            if one.state in (TransactionState.PENDING, TransactionState.UNKNOWN):
                its = sums[one.tender_no]
                found[order_id, one.transaction_no] = ProviderCall(
                    order_id,
                    one.transaction_no,
                    one.kind,
                    provider_key(order_id, one.transaction_no),
                    its.tender.instrument,
                    "" if one.kind is TransactionKind.AUTHORISE else its.reference,
                    Money(one.amount_minor, its.tender.currency),
                    one.state is TransactionState.UNKNOWN,
                )
    return {key: found[key] for key in wanted if key in found}
