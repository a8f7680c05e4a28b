"""The facts payments announce; the stream is the order's, of a gift card its own."""

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


class GiftCardIssued(Struct, frozen=True, gc=False):
    """A gift card came into the world."""

    name: ClassVar[str] = "gift_card.issued.v1"
    card_id: str
    amount_minor: int
    currency: str


class GiftCardToppedUp(Struct, frozen=True, gc=False):
    """A gift card holds more than before."""

    name: ClassVar[str] = "gift_card.topped_up.v1"
    card_id: str
    amount_minor: int
    currency: str


class StoreCreditGranted(Struct, frozen=True, gc=False):
    """A holder has so much more to spend with us."""

    name: ClassVar[str] = "store_credit.granted.v1"
    card_id: str
    amount_minor: int
    currency: str


class AccountLimited(Struct, frozen=True, gc=False):
    """An organisation may buy on account up to a limit."""

    name: ClassVar[str] = "account.limited.v1"
    card_id: str
    limit_minor: int
    currency: str


class AccountPaid(Struct, frozen=True, gc=False):
    """An organisation paid what it owes, or a part of it."""

    name: ClassVar[str] = "account.paid.v1"
    card_id: str
    amount_minor: int
    currency: str
