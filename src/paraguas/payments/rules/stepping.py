"""What a further step of a tender looks like."""

from collections.abc import Iterable

from msgspec.structs import replace

from paraguas.payments.model import (
    STORED,
    PaymentPlan,
    StoredMove,
    TenderKind,
    Transaction,
    TransactionKind,
    TransactionState,
)
from paraguas.payments.rules.balance import RENEWED, Balance, takes_effect_at_once
from paraguas.payments.rules.cash import round_cash
from paraguas.payments.rules.spreading import Part

AtTill = tuple[str, str]
"""A place and the code of one of its tills."""

_GIVES_BACK = (TransactionKind.VOID, TransactionKind.REFUND)


def step(
    balance: Balance,
    part: Part,
    number: int,
    kind: TransactionKind,
    at: int,
    *,
    fulfilment_id: str | None,
    cash_step_minor: int,
    reason: str | None = None,
    at_till: AtTill | None = None,
) -> Transaction:
    """Draw up a step: done where nobody outside has to be asked, pending elsewhere.

    at_till: out of which drawer cash goes, where it is not the one it came into.
    """
    tender, amount_minor = part[0].tender, part[1]
    credited = kind is TransactionKind.CREDIT
    at_once = credited or takes_effect_at_once(tender.kind)
    rounded = amount_minor
    place_id, till = None, None
    if tender.kind is TenderKind.CASH and not credited:
        rounded = round_cash(amount_minor, cash_step_minor)
        place_id, till = at_till or (None, None)
    return Transaction(
        balance.order_id,
        number,
        tender.tender_no,
        kind,
        TransactionState.DONE if at_once else TransactionState.PENDING,
        amount_minor,
        at,
        settled_at=at if at_once else None,
        rounding_minor=rounded - amount_minor,
        reason=reason,
        fulfilment_id=fulfilment_id,
        place_id=place_id,
        till=till,
    )


def way_back(part: Part, *, as_credit: bool) -> TransactionKind:
    """Tell how a part goes back: what a stored value paid always goes back on it."""
    if as_credit and part[0].tender.kind not in STORED:
        return TransactionKind.CREDIT
    return TransactionKind.REFUND


def put_back(balance: Balance, steps: Iterable[Transaction]) -> tuple[StoredMove, ...]:
    """Tell what steps put back on stored values: voids and refunds do, a capture moves nothing."""
    tenders = {one.tender.tender_no: one.tender for one in balance.tenders}
    return tuple(
        StoredMove(
            *(tender.kind, tender.instrument, one.order_id, one.transaction_no),
            *(one.amount_minor, tender.currency, one.asked_at),
        )
        for one in steps
        if one.kind in _GIVES_BACK and (tender := tenders[one.tender_no]).kind in STORED
    )


def taken(order_id: str, plan: PaymentPlan, at: int) -> tuple[StoredMove, ...]:
    """Tell what a plan takes from stored values when it is written."""
    return tuple(
        StoredMove(
            *(planned.tender.kind, planned.tender.instrument, order_id, planned.transaction_no),
            *(-planned.tender.amount_minor, planned.tender.currency, at),
        )
        for planned in plan.tenders
        if planned.tender.kind in STORED
    )


def replacement(balance: Balance, plan: PaymentPlan) -> PaymentPlan:
    """Number the tenders of a plan, and their transactions, on from those of an order."""
    last = max((one.tender.tender_no for one in balance.tenders), default=0)
    return replace(
        plan,
        tenders=tuple(
            replace(
                one,
                tender=replace(one.tender, tender_no=last + place),
                transaction_no=balance.next_no + place - 1,
            )
            for place, one in enumerate(plan.tenders, start=1)
        ),
    )


def lapsed(balance: Balance, old: Iterable[Part], at: int) -> list[Transaction]:
    """Count approvals that grew old no more; the issuer lets go of them, no provider is asked."""
    return [
        Transaction(
            *(balance.order_id, number, one.tender.tender_no, TransactionKind.VOID),
            *(TransactionState.DONE, amount_minor, at),
            settled_at=at,
            reason=RENEWED,
        )
        for number, (one, amount_minor) in enumerate(old, start=balance.next_no)
    ]


def write_offs(balance: Balance, first_no: int, at: int) -> list[Transaction]:
    """Void what declined tenders will not bring, once others pay it; no provider is asked."""
    forfeited = [one for one in balance.tenders if one.forfeited]
    return [
        Transaction(
            balance.order_id,
            number,
            one.tender.tender_no,
            TransactionKind.VOID,
            TransactionState.DONE,
            one.forfeited,
            at,
            settled_at=at,
            reason="replaced",
        )
        for number, one in enumerate(forfeited, start=first_no)
    ]
