"""What is wrong between a line of the provider's report and our step."""

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from paraguas.settlements.model import DifferenceKind, Line, LineKind, Step
from paraguas.settlements.rules.matching import difference_of, match_lines

ORDER = "a" * 32
LINE = Line("P-1", "ref-1", f"{ORDER}-2", LineKind.CAPTURE, 2490, "EUR", 35, "2026-11-22")
STEP = Step(ORDER, 2, "capture", 2490, "EUR", moved=True)


def wrong(line=LINE, step=STEP, settled=()):
    [one] = match_lines([line], {LINE.key: step} if step else {}, settled)
    return one.wrong


@pytest.mark.parametrize(
    ("line", "step", "found"),
    [
        (LINE, STEP, None),
        (LINE, None, DifferenceKind.MISSING_HERE),
        (LINE, replace(STEP, moved=False), DifferenceKind.MISSING_HERE),
        (LINE, replace(STEP, kind="refund"), DifferenceKind.MISSING_HERE),
        (LINE, replace(STEP, amount_minor=2491), DifferenceKind.AMOUNT),
        (LINE, replace(STEP, currency="GBP"), DifferenceKind.CURRENCY),
        (replace(LINE, kind=LineKind.CHARGEBACK), STEP, DifferenceKind.CHARGEBACK),
        (replace(LINE, kind=LineKind.FEE), None, None),
        (replace(LINE, kind=LineKind.REFUND), replace(STEP, kind="refund"), None),
    ],
)
def test_each_difference_has_its_kind(line, step, found):
    assert wrong(line, step) is found


def test_what_was_settled_before_is_doubled():
    assert wrong(settled={(ORDER, 2, "capture")}) is DifferenceKind.DOUBLED
    twice = match_lines([LINE, replace(LINE, payout="P-2")], {LINE.key: STEP}, ())
    assert [one.wrong for one in twice] == [None, DifferenceKind.DOUBLED]
    back = replace(LINE, kind=LineKind.CHARGEBACK)
    assert wrong(back, settled={(ORDER, 2, "capture")}) is DifferenceKind.CHARGEBACK


def test_a_line_without_our_key_is_found_by_its_reference():
    [one] = match_lines([replace(LINE, key="")], {"ref-1": STEP}, ())
    assert (one.step, one.wrong) == (STEP, None)


def test_only_what_nobody_knew_is_resolved_and_only_by_the_right_amount():
    unknown = replace(STEP, moved=None)
    [one] = match_lines([LINE], {LINE.key: unknown}, ())
    assert one.resolves
    [one] = match_lines([replace(LINE, amount_minor=1)], {LINE.key: unknown}, ())
    assert (one.resolves, one.wrong) == (False, DifferenceKind.AMOUNT)


@given(
    st.lists(
        st.builds(
            Line,
            payout=st.sampled_from(["P-1", "P-2"]),
            reference=st.sampled_from(["ref-1", "ref-2"]),
            key=st.sampled_from([LINE.key, "", "nonsense"]),
            kind=st.sampled_from(LineKind),
            amount_minor=st.sampled_from([2490, 0]),
            currency=st.sampled_from(["EUR", "GBP"]),
            fee_minor=st.just(0),
            settled_on=st.just("2026-11-22"),
        )
    )
)
def test_of_every_line_there_is_an_account(lines):
    """Each line is right, a fee, or a difference; a capture is right once."""
    matched = match_lines(lines, {LINE.key: STEP, "ref-1": STEP}, ())
    for one in matched:
        found = difference_of(one, 1)
        assert (found is None) == (one.wrong is None)
        assert one.step or found or one.line.kind is LineKind.FEE
    assert sum(one.step is not None and one.wrong is None for one in matched) <= 1
