"""The facts stored value announces; the stream is that of the card, credit or account."""

from typing import ClassVar

from msgspec import Struct


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
