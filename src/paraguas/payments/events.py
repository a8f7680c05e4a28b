"""The facts payments announce; the stream is the order's."""

from typing import ClassVar

from msgspec import Struct


class PaymentAuthorised(Struct, frozen=True, gc=False):
    """A tender's amount is set aside for the order."""

    name: ClassVar[str] = "payment.authorised.v1"
    order_id: str
    transaction_no: int
    tender_no: int
    amount_minor: int
    currency: str


class PaymentCaptured(Struct, frozen=True, gc=False):
    """A tender's amount was taken, for a fulfilment where one is named."""

    name: ClassVar[str] = "payment.captured.v1"
    order_id: str
    transaction_no: int
    tender_no: int
    amount_minor: int
    currency: str
    fulfilment_id: str | None


class PaymentVoided(Struct, frozen=True, gc=False):
    """An amount set aside was set free again."""

    name: ClassVar[str] = "payment.voided.v1"
    order_id: str
    transaction_no: int
    tender_no: int
    amount_minor: int
    currency: str


class PaymentRefunded(Struct, frozen=True, gc=False):
    """An amount went back to its tender."""

    name: ClassVar[str] = "payment.refunded.v1"
    order_id: str
    transaction_no: int
    tender_no: int
    amount_minor: int
    currency: str


class PaymentCredited(Struct, frozen=True, gc=False):
    """An amount was given as store credit, not to its tender; cause: why it was given back."""

    name: ClassVar[str] = "payment.credited.v1"
    order_id: str
    transaction_no: int
    tender_no: int
    amount_minor: int
    currency: str
    cause: str


class PaymentDeclined(Struct, frozen=True, gc=False):
    """The provider said no to a step: kind is authorise, capture, void or refund."""

    name: ClassVar[str] = "payment.declined.v1"
    order_id: str
    transaction_no: int
    tender_no: int
    amount_minor: int
    currency: str
    kind: str
    reason: str
