"""What is wrong with a line of the bank's statement."""

from paraguas.settlements.model import BankLine, Difference, DifferenceKind, DifferenceState
from paraguas.values.ids import digest_id


def bank_difference_id(line: BankLine) -> str:
    """Name the difference of a line: there is one at most, in whichever statement it comes."""
    return digest_id("difference", line.line_id)


def bank_difference(
    line: BankLine,
    kind: DifferenceKind,
    at: int,
    *,
    order_id: str | None = None,
    ours_minor: int | None = None,
) -> Difference:
    """Draw up what somebody has to look into; ours_minor: what was awaited, None for nothing."""
    return Difference(
        difference_id=bank_difference_id(line),
        kind=kind,
        state=DifferenceState.OPEN,
        version=0,
        opened_at=at,
        currency=line.currency,
        ours_minor=ours_minor,
        theirs_minor=line.amount_minor,
        payout=line.statement,
        reference=line.reference,
        line_id=line.line_id,
        order_id=order_id,
        transaction_no=None,
    )
