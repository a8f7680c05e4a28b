"""The nouns of payments."""

from enum import StrEnum

from msgspec import Struct

from paraguas.values.ids import OrderId


class TenderKind(StrEnum):
    """What somebody pays with."""

    CARD = "card"
    CASH = "cash"
    TERMINAL = "terminal"
    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"
    TRANSFER = "transfer"
    ACCOUNT = "account"
    POINTS = "points"


PREPAID = frozenset((TenderKind.GIFT_CARD, TenderKind.STORE_CREDIT, TenderKind.ACCOUNT))
"""Tenders taken from a stored value."""

STORED = PREPAID | {TenderKind.POINTS}
"""Tenders taken from an account of ours that never falls below 0."""

AWAITED = frozenset((TenderKind.CARD, TenderKind.TRANSFER))
"""Tenders an order waits for: a card's provider, or money on its way from another bank."""


class TransactionKind(StrEnum):
    """What is done with a tender's money; credit gives it back as store credit, not to it."""

    AUTHORISE = "authorise"
    CAPTURE = "capture"
    VOID = "void"
    REFUND = "refund"
    CREDIT = "credit"


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


class Reach(Struct, frozen=True, gc=False):
    """How far a stored value reaches that somebody offers: which it is, and what is left on it."""

    instrument: str
    last4: str
    left_minor: int


class TenderOffer(Struct, frozen=True, gc=False):
    """What somebody offers to pay with, as it came through a door.

    amount_minor: None pays what is left (a gift card: as far as it reaches).  token: the card
    provider's token, the code of the gift card or store credit, the terminal's reference or the
    till that takes the cash.  given_minor: the cash handed over; None is the exact sum.  label:
    what people are shown, such as `Visa 4242`.  reach: of a stored value, which is told by its
    token.
    """

    kind: TenderKind
    amount_minor: int | None = None
    token: str = ""
    given_minor: int | None = None
    label: str = ""
    reach: Reach | None = None


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
    asks: how often the provider was asked without an answer.  place_id, till: where cash was given
    back, if not where it was taken.
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
    place_id: str | None = None
    till: str | None = None


class Book(Struct, frozen=True, gc=False):
    """All that is written of an order's money, each in the order of its numbers."""

    order_id: OrderId
    tenders: tuple[Tender, ...]
    transactions: tuple[Transaction, ...]


class CashMoved(Struct, frozen=True, gc=False):
    """Cash that was taken for an order, or (below 0) given back, rounded as it moved.

    till: which of the place's took it; empty where it was not told.  place_id: where it was given
    back; None where the order was made.
    """

    order_id: OrderId
    transaction_no: int
    till: str
    amount_minor: int
    currency: str
    at: int
    place_id: str | None = None


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
    """How an order is paid, as decided and not yet written; the amounts sum to its total.

    ask_at: when a card's provider is asked; None is at once.
    """

    tenders: tuple[PlannedTender, ...]
    status: PaymentStatus
    ask_at: int | None = None

    @property
    def change_minor(self) -> int:
        """The cash to hand back, or out where the total is below 0."""
        return sum(planned.tender.change_minor or 0 for planned in self.tenders)


class Capture(Struct, frozen=True, gc=False):
    """What was begun to be taken, and what the tenders could not cover (0 when all is well)."""

    requested_minor: int
    short_minor: int


class StoredMove(Struct, frozen=True, gc=False):
    """What a step puts back on a stored value, or (below 0) takes from it.

    Payments only tells it: the journey that began the step has the value moved beside it.
    """

    kind: TenderKind
    instrument: str
    order_id: str
    transaction_no: int
    amount_minor: int
    currency: str
    at: int


class Refunded(Struct, frozen=True, gc=False):
    """The refunds that were begun, and what they put back on stored values.

    A step of kind credit is for the caller to give as store credit, in the same transaction.
    """

    steps: tuple[Transaction, ...]
    moves: tuple[StoredMove, ...]

    @property
    def credited(self) -> tuple[Transaction, ...]:
        """The steps that go to store credit and not to their tender."""
        return tuple(one for one in self.steps if one.kind is TransactionKind.CREDIT)


class GivenBack(Struct, frozen=True, gc=False):
    """What was begun to be given back, and what can only be once its provider has answered.

    moves: what is put back on stored values.  credited: steps whose amount is for the caller to
    give as store credit, in the same transaction.
    """

    voided_minor: int
    refunded_minor: int
    waiting_minor: int
    moves: tuple[StoredMove, ...] = ()
    credited: tuple[Transaction, ...] = ()
