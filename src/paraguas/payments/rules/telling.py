"""Which fact tells of a settled transaction."""

from paraguas.payments.events import (
    PaymentAuthorised,
    PaymentCaptured,
    PaymentCredited,
    PaymentDeclined,
    PaymentRefunded,
    PaymentVoided,
)
from paraguas.payments.model import Transaction, TransactionKind, TransactionState
from paraguas.values.fact import Fact


def fact_of(one: Transaction, currency: str) -> Fact | None:
    """Tell what happened to a transaction; None while it has no answer."""
    told = (one.order_id, one.transaction_no, one.tender_no, one.amount_minor, currency)
    if one.state is TransactionState.DECLINED:
        return PaymentDeclined(*told, one.kind.value, one.reason or "")
    if one.state is not TransactionState.DONE:
        return None
    match one.kind:
        case TransactionKind.AUTHORISE:
            return PaymentAuthorised(*told)
        case TransactionKind.CAPTURE:
            return PaymentCaptured(*told, one.fulfilment_id)
        case TransactionKind.VOID:
            return PaymentVoided(*told)
        case TransactionKind.REFUND:
            return PaymentRefunded(*told)
        case TransactionKind.CREDIT:
            return PaymentCredited(*told, one.reason or "")
