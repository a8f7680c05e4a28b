"""The nouns of settlements."""

from enum import StrEnum

from msgspec import Struct

from paraguas.values.ids import digest_id


class LineKind(StrEnum):
    """What a line of the provider's report is about."""

    CAPTURE = "capture"
    REFUND = "refund"
    CHARGEBACK = "chargeback"
    FEE = "fee"


class DifferenceKind(StrEnum):
    """What is wrong between the two sides."""

    MISSING_HERE = "missing_here"
    MISSING_THERE = "missing_there"
    AMOUNT = "amount"
    CURRENCY = "currency"
    DOUBLED = "doubled"
    CHARGEBACK = "chargeback"
    NOT_AWAITED = "not_awaited"


class DifferenceState(StrEnum):
    """Whether somebody still has to look."""

    OPEN = "open"
    CLOSED = "closed"


class Line(Struct, frozen=True):
    """What the provider says.

    key: our name of the transaction, or empty.  amount_minor: 0 or above, whichever way it went.
    fee_minor: what the provider kept of it.  settled_on: `2026-11-22`, as the provider says it.
    """

    payout: str
    reference: str
    key: str
    kind: LineKind
    amount_minor: int
    currency: str
    fee_minor: int
    settled_on: str

    @property
    def line_id(self) -> str:
        """Name the line by what it says: the same one is the same, in whichever file."""
        return digest_id(
            *("settlement", self.payout, self.reference, self.key, self.kind.value),
            *(str(self.amount_minor), self.currency, self.settled_on),
        )


class BankLine(Struct, frozen=True):
    """What a bank booked on our account.

    reference: of the bank; the same line has the same in every statement.  text: what the payer
    wrote.  amount_minor: 0 or above, whichever way it went; credit: it came.  reversal: it takes
    back what was booked before.  booked_on: `2026-11-22`, as the bank says it.
    """

    statement: str
    reference: str
    text: str
    amount_minor: int
    currency: str
    booked_on: str
    credit: bool
    reversal: bool = False

    @property
    def line_id(self) -> str:
        """Name the line by what it says, whatever statement it stands in."""
        return digest_id(
            *("bank", self.reference, str(self.amount_minor), self.currency, self.booked_on),
            *("credit" if self.credit else "debit", "back" if self.reversal else ""),
        )


class StatementTaken(Struct, frozen=True):
    """What became of a statement's lines: matched now, known before, left for somebody, not ours.

    passed: what left our account, which no order waits for.
    """

    matched: int
    known: int
    differences: int
    passed: int


class Step(Struct, frozen=True):
    """What we say: a capture or refund of a card.  moved: None while nobody knows."""

    order_id: str
    transaction_no: int
    kind: str
    amount_minor: int
    currency: str
    moved: bool | None


class Matched(Struct, frozen=True):
    """A line with the step it is about, if there is one, and what is wrong with it, if anything.

    resolves: we did not know whether the step moved money, and now we do.
    """

    line: Line
    step: Step | None
    wrong: DifferenceKind | None
    resolves: bool = False


class Difference(Struct, frozen=True):
    """Something to look into.

    ours_minor, theirs_minor: what each side says, None where it says nothing.  owner: the code of
    who looks into it.
    """

    difference_id: str
    kind: DifferenceKind
    state: DifferenceState
    version: int
    opened_at: int
    currency: str
    ours_minor: int | None
    theirs_minor: int | None
    payout: str | None
    reference: str | None
    line_id: str | None
    order_id: str | None
    transaction_no: int | None
    owner: str | None = None
    closed_at: int | None = None
    closed_by: str | None = None
    reason: str | None = None

    @property
    def amount_minor(self) -> int:
        """How much is at stake."""
        return abs((self.ours_minor or 0) - (self.theirs_minor or 0))


class PayoutSum(Struct, frozen=True):
    """What a payout comes to in a kind of line and a currency; fee_minor: kept by the provider."""

    kind: LineKind
    currency: str
    lines: int
    amount_minor: int
    fee_minor: int


class Taken(Struct, frozen=True):
    """What became of lines: those that were new, transactions resolved, differences found."""

    lines: int
    resolved: int
    differences: int
