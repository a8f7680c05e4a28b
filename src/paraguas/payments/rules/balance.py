"""Where the money of an order stands: derived from its transactions, stored nowhere."""

from msgspec import Struct

from paraguas.payments.model import (
    Book,
    PaymentStatus,
    StoredMove,
    Tender,
    TenderKind,
    Transaction,
    TransactionKind,
    TransactionState,
)
from paraguas.values.ids import OrderId
from paraguas.values.time import DAY

LOWERED = "lowered"
"""The reason of refunds because the order came to be worth less; others are given on top."""

GUARANTEED = "guarantee"
"""The reason of refunds that lower what units cost that do not work and are kept."""

RETURNED = "returned"
"""The reason of refunds for goods that came back; the order is worth no less for it."""

RENEWED = "renewed"
"""The reason an approval counts no more: it grew old, and a new one takes its place."""

RAISED = "raised"
"""The reason of asking for more on an approval there is: the order came to cost more."""

APPROVED_FOR = 6 * DAY
"""So long a card's approval is relied on; issuers let go of it after a week."""

_ASKED = (TransactionState.PENDING, TransactionState.UNKNOWN)


class TenderBalance(Struct):
    """The sums of one tender in minor units; each step's own, and of those not answered yet.

    refunded: given back, to the tender or as store credit.  lowered: of it, because the order came
    to be worth less.  lost: a step that should have brought money was declined, so nothing more
    comes from it.
    rounding: what the rounding of cash brought beyond the amounts, refunds deducted.
    approved_at: when it was authorised last.
    """

    tender: Tender
    authorised: int = 0
    captured: int = 0
    voided: int = 0
    refunded: int = 0
    authorising: int = 0
    capturing: int = 0
    voiding: int = 0
    refunding: int = 0
    lowered: int = 0
    lost: bool = False
    reference: str = ""
    rounding: int = 0
    approved_at: int = 0

    @property
    def capturable(self) -> int:
        """What is set aside and can still be taken or set free."""
        if self.lost:
            return 0
        begun = self.captured + self.capturing + self.voided + self.voiding
        return max(0, self.authorised - begun)

    @property
    def refundable(self) -> int:
        """What was taken and can still be given back."""
        return max(0, self.captured - self.refunded - self.refunding)

    @property
    def bearing(self) -> int:
        """What this tender bears of the order: taken, being taken or set aside, less refunds."""
        return self.captured + self.capturing + self.capturable - self.refunded - self.refunding

    @property
    def forfeited(self) -> int:
        """What a declined tender should have brought and will not."""
        if not self.lost:
            return 0
        return self.tender.amount_minor - self.captured - self.capturing - self.voided

    def add(self, one: Transaction) -> None:
        """Count a transaction of this tender."""
        done = one.state is TransactionState.DONE
        asked = one.state in _ASKED
        match one.kind:
            case TransactionKind.AUTHORISE:
                self.authorised += one.amount_minor * done
                self.authorising += one.amount_minor * asked
                self.reference = one.reference or self.reference
                self.approved_at = max(self.approved_at, (one.settled_at or 0) * done)
            case TransactionKind.CAPTURE:
                self.captured += one.amount_minor * done
                self.capturing += one.amount_minor * asked
            case TransactionKind.VOID if one.reason == RENEWED:
                self.authorised -= one.amount_minor
            case TransactionKind.VOID:
                self.voided += one.amount_minor * done
                self.voiding += one.amount_minor * asked
            case TransactionKind.REFUND:
                self.refunded += one.amount_minor * done
                self.refunding += one.amount_minor * asked
                self.lowered += one.amount_minor * (done or asked) * (one.reason == LOWERED)
            case TransactionKind.CREDIT:
                self.refunded += one.amount_minor
                self.lowered += one.amount_minor * (one.reason == LOWERED)
        if done:
            refund = one.kind is TransactionKind.REFUND
            self.rounding += -one.rounding_minor if refund else one.rounding_minor
        brings = one.kind in (TransactionKind.AUTHORISE, TransactionKind.CAPTURE)
        if brings and one.state is TransactionState.DECLINED:
            self.lost = True


class Balance(Struct, frozen=True, gc=False):
    """The money of one order, tender by tender; next_no: the number of its next transaction."""

    order_id: OrderId
    tenders: tuple[TenderBalance, ...]
    next_no: int

    @property
    def captured(self) -> int:
        """What was taken in all, refunds not deducted."""
        return sum(one.captured for one in self.tenders)

    @property
    def capturing(self) -> int:
        """What is being taken and not answered yet."""
        return sum(one.capturing for one in self.tenders)

    @property
    def refunded(self) -> int:
        """What was given back."""
        return sum(one.refunded for one in self.tenders)

    @property
    def capturable(self) -> int:
        """What is set aside and can still be taken."""
        return sum(one.capturable for one in self.tenders)

    @property
    def refundable(self) -> int:
        """What can still be given back."""
        return sum(one.refundable for one in self.tenders)

    @property
    def missing(self) -> int:
        """What declined tenders left open, and another tender has to pay."""
        return sum(one.forfeited for one in self.tenders)

    @property
    def taken(self) -> int:
        """What was taken or is being taken of what the order is worth; goodwill is not deducted."""
        lowered = sum(one.lowered for one in self.tenders)
        return self.captured + self.capturing - lowered

    def stands(self, total_minor: int | None = None) -> bool:
        """Tell whether goods may leave: all that was tendered has its answer, nothing is missing.

        total_minor: what the order is worth, where it may be less than when it was placed: what is
        not wanted any more needs no other tender.  Unlike a status it says so too where something
        was given back before.
        """
        missing = self.missing if total_minor is None else self.to_replace(total_minor)
        return not missing and not any(one.authorising for one in self.tenders)

    def to_take(self, total_minor: int) -> int:
        """Tell what is still to be taken of what the order is worth."""
        return max(0, total_minor - self.taken)

    def to_replace(self, total_minor: int) -> int:
        """Tell what other tenders have to pay of what the order is worth, for declined ones."""
        coming = self.capturable + sum(one.authorising for one in self.tenders)
        return min(self.missing, max(0, self.to_take(total_minor) - coming))

    def to_add(self, was_minor: int, becomes_minor: int) -> int:
        """Tell what further tenders have to bring when an order comes to be worth more.

        was_minor, becomes_minor: what it was worth and will be.  What was set aside beyond its
        worth pays first: a card's authorisation that could not be lowered.
        """
        coming = self.capturable + sum(one.authorising for one in self.tenders)
        spare = max(0, self.taken + coming - was_minor)
        return max(0, becomes_minor - was_minor - spare)

    def to_give_back(self, total_minor: int) -> int:
        """Tell what was taken beyond what the order is worth, as far as it can be refunded now."""
        return min(self.refundable, max(0, self.taken - total_minor))

    def waiting_beyond(self, total_minor: int) -> int:
        """Tell what is beyond the order's worth and hangs on an answer that is still out."""
        beyond = max(0, self.taken - total_minor) - self.to_give_back(total_minor)
        beyond = min(beyond, self.capturing)
        coming = self.capturable + sum(one.authorising for one in self.tenders)
        too_much = max(0, coming - self.to_take(total_minor))
        return beyond + min(too_much, coming - self.capturable)

    def status(self, total_minor: int | None = None) -> PaymentStatus:
        """Tell where the money stands against what the order is worth now.

        total_minor: None stands for what was tendered and not set free or lost.
        """
        voided = sum(one.voided for one in self.tenders)
        freed = voided + sum(one.voiding for one in self.tenders)
        coming = self.captured + self.capturing + self.capturable
        waiting = sum(one.authorising for one in self.tenders)
        tendered = sum(one.tender.amount_minor for one in self.tenders)
        total = tendered - voided if total_minor is None else total_minor
        if self.refunded:
            spent = self.captured <= self.refunded
            return PaymentStatus.REFUNDED if spent else PaymentStatus.PARTLY_REFUNDED
        if self.captured > total:
            return PaymentStatus.OVER_CHARGED
        if coming + waiting < total and any(one.lost for one in self.tenders):
            return PaymentStatus.PARTLY_PAID if self.captured else PaymentStatus.DECLINED
        if freed and not coming and not waiting:
            return PaymentStatus.VOIDED
        if waiting:
            return PaymentStatus.PENDING
        if self.captured == total:
            return PaymentStatus.PAID
        return PaymentStatus.PARTLY_PAID if self.captured else PaymentStatus.AUTHORISED


class Paid(Struct, frozen=True, gc=False):
    """An order's money after further tenders, and what these take from stored values."""

    balance: Balance
    moves: tuple[StoredMove, ...]


def balance(book: Book) -> Balance:
    """Add up an order's transactions, tender by tender."""
    sums = {tender.tender_no: TenderBalance(tender) for tender in book.tenders}
    for one in book.transactions:
        sums[one.tender_no].add(one)
    last = max((one.transaction_no for one in book.transactions), default=0)
    return Balance(book.order_id, tuple(sums.values()), last + 1)


def grown_old(balance: Balance, at: int) -> list[tuple[TenderBalance, int]]:
    """Give the cards whose approval is too old to be relied on, with what is left of it."""
    return [
        (one, one.capturable)
        for one in balance.tenders
        if one.tender.kind is TenderKind.CARD
        and one.capturable
        and one.approved_at + APPROVED_FOR < at
    ]


def takes_effect_at_once(kind: TenderKind) -> bool:
    """Whether a step of this tender needs nobody outside: all but cards."""
    return kind is not TenderKind.CARD
