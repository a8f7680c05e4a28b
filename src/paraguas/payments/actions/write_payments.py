"""Write how orders are paid: many orders, one statement a table."""

from collections.abc import Sequence
from typing import Any

from paraguas.payments.model import (
    PaymentPlan,
    PlannedTender,
    TenderKind,
    TransactionState,
)
from paraguas.payments.rules.asking import provider_key
from paraguas.payments.rules.transferring import EXPIRE_TRANSFER, transfer_due_at
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def write_payments(tx: Tx, plans: Sequence[tuple[Stamp, str, PaymentPlan]]) -> None:
    """Write tenders and their first transactions, each plan with its order's id.

    A card leaves an errand to authorise it; cash and terminals are captured.  What is taken from
    stored values the journey moves beside it (`rules.stepping.taken`).  Announces nothing: the
    order that was placed tells it.
    """
    tenders: list[tuple[Any, ...]] = []
    firsts: list[tuple[Any, ...]] = []
    for stamp, order_id, plan in plans:
        for planned in plan.tenders:
            tenders.append(_tender_row(order_id, planned))
            firsts.append(_first_row(order_id, planned, stamp.at))
            if planned.state is TransactionState.PENDING:
                _leave(tx, stamp, order_id, planned, plan.ask_at or stamp.at)
    books.add_tenders(tx, tenders, firsts)


def _leave(tx: Tx, stamp: Stamp, order_id: str, planned: PlannedTender, ask_at: int) -> None:
    """Leave an errand to the provider, or a timer for money on its way from another bank."""
    if planned.tender.kind is TenderKind.CARD:
        body = _errand(order_id, planned)
        tx.later(stamp, "errand:payment", order_id, body, due_at=ask_at)
    else:
        due_at = transfer_due_at(stamp.at)
        tx.later(stamp, EXPIRE_TRANSFER, order_id, {"order_id": order_id}, due_at=due_at)


def _tender_row(order_id: str, planned: PlannedTender) -> tuple[Any, ...]:
    one = planned.tender
    return (
        *(order_id, one.tender_no, one.kind.value, one.amount_minor, one.currency),
        *(one.instrument, one.label, one.given_minor, one.change_minor),
    )


def _errand(order_id: str, planned: PlannedTender) -> dict[str, str | int]:
    """All that the first call needs, so that the worker has nothing to look up."""
    one = planned.tender
    return {
        "order_id": order_id,
        "transaction_no": planned.transaction_no,
        "key": provider_key(order_id, planned.transaction_no),
        "token": one.instrument,
        "amount_minor": one.amount_minor,
        "currency": one.currency,
    }


def _first_row(order_id: str, planned: PlannedTender, at: int) -> tuple[Any, ...]:
    one = planned.tender
    settled_at = at if planned.state is TransactionState.DONE else None
    return (
        *(order_id, planned.transaction_no, one.tender_no, planned.kind.value, planned.state.value),
        *(one.amount_minor, one.rounding_minor, at, settled_at),
    )
