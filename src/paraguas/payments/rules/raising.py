"""Asking a card that pays already for more: which one, and on which of its approvals."""

from paraguas.payments.errors import NoCardToRaise
from paraguas.payments.model import (
    Tender,
    TenderKind,
    Transaction,
    TransactionKind,
    TransactionState,
)
from paraguas.payments.rules.balance import RAISED, Balance, TenderBalance


def card_to_raise(balance: Balance) -> TenderBalance:
    """Find the card that is asked for more: the last that pays and was not declined.

    Refuses NoCardToRaise.
    """
    cards = [
        one
        for one in balance.tenders
        if one.tender.kind is TenderKind.CARD and not one.lost and one.bearing + one.authorising
    ]
    if not cards:
        raise NoCardToRaise
    return cards[-1]


def raised(balance: Balance, amount_minor: int, at: int) -> tuple[Tender, Transaction]:
    """Draw up a tender of the same card for an amount more, and the step that asks for it."""
    card = card_to_raise(balance).tender
    number = max(one.tender.tender_no for one in balance.tenders) + 1
    tender = Tender(*(number, card.kind, amount_minor, card.currency, card.instrument, card.label))
    asked = Transaction(
        *(balance.order_id, balance.next_no, number, TransactionKind.AUTHORISE),
        *(TransactionState.PENDING, amount_minor, at),
        reason=RAISED,
    )
    return tender, asked


def approval_to_raise(balance: Balance, one: Transaction) -> str:
    """Name the approval that an authorisation raises; empty where it stands for itself.

    It is the latest of the same card of which something is left: one taken whole is closed.
    """
    if one.reason != RAISED:
        return ""
    card = next(its.tender for its in balance.tenders if its.tender.tender_no == one.tender_no)
    names = (
        its.reference
        for its in reversed(balance.tenders)
        if its.tender.tender_no < one.tender_no
        and (its.tender.kind, its.tender.instrument) == (card.kind, card.instrument)
        and its.capturable
    )
    return next(names, "")
