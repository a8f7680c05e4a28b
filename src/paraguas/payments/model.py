"""The nouns of payments."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from paraguas.values.ids import GiftCardId, OrderId


class TenderKind(StrEnum):
    """What somebody pays with."""

    CARD = "card"
    CASH = "cash"
    TERMINAL = "terminal"
    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"
    TRANSFER = "transfer"
    ACCOUNT = "account"


STORED = frozenset((TenderKind.GIFT_CARD, TenderKind.STORE_CREDIT, TenderKind.ACCOUNT))
"""Tenders taken from an account of ours that never falls below 0."""

AWAITED = frozenset((TenderKind.CARD, TenderKind.TRANSFER))
"""Tenders an order waits for: a card's provider, or money on its way from another bank."""


class TransactionKind(StrEnum):
    """What is done with a tender's money."""

    AUTHORISE = "authorise"
    CAPTURE = "capture"
    VOID = "void"
    REFUND = "refund"


class TransactionState(StrEnum):
    """How far a transaction is; unknown is asked again, never guessed."""

    PENDING = "pending"
    DONE = "done"
    DECLINED = "declined"
    UNKNOWN = "unknown"


class PaymentStatus(StrEnum):
    """Where the money of an order stands."""

    PENDING = "pending"
    AUTHORISED = "authorised"
    PAID = "paid"
    PARTLY_PAID = "partly_paid"
    DECLINED = "declined"
    VOIDED = "voided"
    REFUNDED = "refunded"
    PARTLY_REFUNDED = "partly_refunded"
    OVER_CHARGED = "over_charged"

    @property
    def secured(self) -> bool:
        """Whether goods may leave: the money is set aside or taken."""
        return self in {PaymentStatus.AUTHORISED, PaymentStatus.PAID, PaymentStatus.PARTLY_PAID}


class TenderOffer(Struct, frozen=True, gc=False):
    """What somebody offers to pay with, as it came through a door.

    amount_minor: None pays what is left (a gift card: as far as it reaches).  token: the card
    provider's token, the code of the gift card or store credit, the terminal's reference or the
    till that takes the cash.  given_minor: the cash handed over; None is the exact sum.  label:
    what people are shown, such as `Visa 4242`.
    """

    kind: TenderKind
    amount_minor: int | None = None
    token: str = ""
    given_minor: int | None = None
    label: str = ""


class Tender(Struct, frozen=True, gc=False):
    """One means of paying and its part of the order.

    amount_minor: below 0 only for cash paid out.  instrument: the provider's token, the gift
    card's id, the terminal's reference or the till's code.  given_minor and change_minor: for
    cash, what was handed over and back; they differ from the amount by the rounding of cash.
    """

    tender_no: int
    kind: TenderKind
    amount_minor: int
    currency: str
    instrument: str = ""
    label: str = ""
    given_minor: int | None = None
    change_minor: int | None = None

    @property
    def rounding_minor(self) -> int:
        """What the rounding of cash added to the amount, or took off (below 0)."""
        if self.given_minor is None or self.change_minor is None:
            return 0
        return self.given_minor - self.change_minor - self.amount_minor


class Transaction(Struct, frozen=True, gc=False):
    """A step of one tender's money; the order and its number are the provider's key.

    rounding_minor: for cash, what moved beyond the amount.  reference: the provider's name for it.
    asks: how often the provider was asked without an answer.
    """

    order_id: OrderId
    transaction_no: int
    tender_no: int
    kind: TransactionKind
    state: TransactionState
    amount_minor: int
    asked_at: int
    settled_at: int | None = None
    rounding_minor: int = 0
    reference: str | None = None
    reason: str | None = None
    asks: int = 0
    fulfilment_id: str | None = None


class Book(Struct, frozen=True, gc=False):
    """All that is written of an order's money, each in the order of its numbers."""

    order_id: OrderId
    tenders: tuple[Tender, ...]
    transactions: tuple[Transaction, ...]


class CashMoved(Struct, frozen=True, gc=False):
    """Cash that was taken for an order, or (below 0) given back, rounded as it moved.

    till: which of the place's took it; empty where it was not told.
    """

    order_id: OrderId
    transaction_no: int
    till: str
    amount_minor: int
    currency: str
    at: int


class CardStep(Struct, frozen=True, gc=False):
    """A capture or refund of a card; moved: None while the provider has not said."""

    order_id: OrderId
    transaction_no: int
    kind: TransactionKind
    amount_minor: int
    currency: str
    moved: bool | None


class PlannedTender(Struct, frozen=True, gc=False):
    """A tender as decided, with the one transaction it starts with."""

    tender: Tender
    kind: TransactionKind
    state: TransactionState
    transaction_no: int


class PaymentPlan(Struct, frozen=True, gc=False):
    """How an order is paid, as decided and not yet written; the amounts sum to its total."""

    tenders: tuple[PlannedTender, ...]
    status: PaymentStatus

    @property
    def change_minor(self) -> int:
        """The cash to hand back, or out where the total is below 0."""
        return sum(planned.tender.change_minor or 0 for planned in self.tenders)


class Capture(Struct, frozen=True, gc=False):
    """What was begun to be taken, and what the tenders could not cover (0 when all is well)."""

    requested_minor: int
    short_minor: int


class GivenBack(Struct, frozen=True, gc=False):
    """What was begun to be given back, and what can only be once its provider has answered."""

    voided_minor: int
    refunded_minor: int
    waiting_minor: int


class GiftCardEntry(Struct, frozen=True, gc=False):
    """A movement of a gift card: below 0 it paid; the cause is an order and its transaction."""

    cause_id: str
    cause_no: int
    amount_minor: int
    at: int


class GiftCard(Struct, frozen=True, gc=False):
    """A stored value of many purposes; only a digest of its code and the last four are known.

    kind: a gift card, which is whoever's has it, the store credit of a holder, or the account of an
    organisation, whose balance is what it may still spend of its limit.
    """

    card_id: GiftCardId
    currency: str
    balance_minor: int
    last4: str
    kind: TenderKind = TenderKind.GIFT_CARD
    holder_id: str | None = None
    limit_minor: int | None = None

    @property
    def owed_minor(self) -> int:
        """What an organisation bought on account and has not paid; below 0 where it paid more."""
        return (self.limit_minor or 0) - self.balance_minor


class GiftCards(Struct, frozen=True, gc=False):
    """The gift cards and store credits a batch may pay with, and what is left as it goes on."""

    cards: Mapping[str, GiftCard]
    taken: dict[str, int] = field(default_factory=dict)

    def card(self, card_id: str) -> GiftCard | None:
        """Find a card by its id."""
        return self.cards.get(card_id)

    def left(self, card_id: str) -> int:
        """Tell what is left on a known card."""
        return self.cards[card_id].balance_minor - self.taken.get(card_id, 0)

    def take(self, plan: PaymentPlan) -> None:
        """Note that an accepted plan takes its part, so that the next of the batch sees it."""
        for planned in plan.tenders:
            tender = planned.tender
            if tender.kind in STORED:
                taken = self.taken.get(tender.instrument, 0)
                self.taken[tender.instrument] = taken + tender.amount_minor
