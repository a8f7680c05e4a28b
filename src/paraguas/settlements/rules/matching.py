"""Which step a line is about, and what is wrong between the two."""

from collections.abc import Collection, Iterable, Mapping

from paraguas.settlements.model import (
    Difference,
    DifferenceKind,
    DifferenceState,
    Line,
    LineKind,
    Matched,
    Step,
)
from paraguas.values.ids import digest_id

StepKey = tuple[str, int, str]
"""Order, transaction number and kind of line: what is settled once."""

_ABOUT = {LineKind.CAPTURE: "capture", LineKind.REFUND: "refund", LineKind.CHARGEBACK: "capture"}


def match_lines(
    lines: Iterable[Line], steps: Mapping[str, Step], settled: Collection[StepKey]
) -> list[Matched]:
    """Hold each line against the step of its key, or where it has none of its reference.

    steps: by key and by reference.  settled: what earlier lines settled.
    """
    done = set(settled)
    found = []
    for line in lines:
        step = steps.get(line.key) or steps.get(line.reference)
        one = match_line(line, step, done)
        found.append(one)
        if one.step:
            done.add((one.step.order_id, one.step.transaction_no, line.kind.value))
    return found


def match_line(line: Line, step: Step | None, settled: Collection[StepKey]) -> Matched:
    """Hold one line against its step."""
    about = _ABOUT.get(line.kind)
    if about is None:
        return Matched(line, None, None)
    if step is None or step.kind != about:
        return Matched(line, None, DifferenceKind.MISSING_HERE)
    wrong = _wrong(line, step, settled)
    return Matched(line, step, wrong, resolves=wrong is None and step.moved is None)


def _wrong(line: Line, step: Step, settled: Collection[StepKey]) -> DifferenceKind | None:
    if (step.order_id, step.transaction_no, line.kind.value) in settled:
        return DifferenceKind.DOUBLED
    if line.kind is LineKind.CHARGEBACK:
        return DifferenceKind.CHARGEBACK
    if step.moved is False:
        return DifferenceKind.MISSING_HERE
    if line.currency != step.currency:
        return DifferenceKind.CURRENCY
    return DifferenceKind.AMOUNT if line.amount_minor != step.amount_minor else None


def difference_of(one: Matched, at: int) -> Difference | None:
    """Draw up what somebody has to look into; None where a line is as it should be."""
    if one.wrong is None:
        return None
    line, step = one.line, one.step
    return Difference(
        difference_id=digest_id("difference", line.line_id),
        kind=one.wrong,
        state=DifferenceState.OPEN,
        version=0,
        opened_at=at,
        currency=line.currency,
        ours_minor=_ours(one),
        theirs_minor=line.amount_minor,
        payout=line.payout,
        reference=line.reference,
        line_id=line.line_id,
        order_id=step.order_id if step else None,
        transaction_no=step.transaction_no if step else None,
    )


def missing_there(step: Step, at: int) -> Difference:
    """Draw up that the provider never settled what we say it took or gave back."""
    return Difference(
        difference_id=missing_id(step.order_id, step.transaction_no),
        kind=DifferenceKind.MISSING_THERE,
        state=DifferenceState.OPEN,
        version=0,
        opened_at=at,
        currency=step.currency,
        ours_minor=step.amount_minor,
        theirs_minor=None,
        payout=None,
        reference=None,
        line_id=None,
        order_id=step.order_id,
        transaction_no=step.transaction_no,
    )


def missing_id(order_id: str, transaction_no: int) -> str:
    """Name the difference of a step that was never settled: there is one at most."""
    return digest_id("difference", order_id, str(transaction_no))


def _ours(one: Matched) -> int | None:
    """Tell what we say moved: nothing for a second settlement, or where we know of none."""
    if one.step is None or one.wrong is DifferenceKind.CURRENCY:
        return None
    if one.step.moved is False or one.wrong in _BEYOND:
        return 0
    return one.step.amount_minor


_BEYOND = {DifferenceKind.DOUBLED, DifferenceKind.CHARGEBACK}
