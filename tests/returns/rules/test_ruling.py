"""What verdicts amount to: when it may come back, what is kept, who answers for more."""

import pytest
from hypothesis import given, strategies as st

from paraguas.returns.errors import ReturnExcluded, ReturnLate
from paraguas.returns.model import RefundMoment
from paraguas.returns.rules.ruling import (
    Decided,
    beyond,
    demand_allowed,
    exchanged,
    known_tier,
    lowered,
    override,
    rule,
)
from tests.returns.given import ruling

EXCHANGED = "2027-01-21"
LAST, REJECT, GUARANTEED = "2026-12-22", "2026-12-06", "2028-11-22"


def decided(subject, values, until, sums=None):
    clauses = dict.fromkeys(values, f"{subject}-ROW")
    return Decided(
        *(subject, values, clauses, sums or {}, until, 1, "hash", f"{subject}.", ("why",), {})
    )


def ruled(asked_on="2026-11-30", *, reason="changed_mind", window=30, fee=0, amount=2490):
    back = decided(
        "returns",
        {"window_days": window, "fee_bp": 5000 if fee else 0},
        {"window_days": LAST, "extra_months": LAST},
        {"fee_bp": fee},
    )
    money = decided(
        "refunds", {"refund_to": "original", "refund_on": "dispatch"}, {"refund_days": "2026-12-05"}
    )
    guarantee = decided(
        "warranty",
        {"guarantee_months": 24},
        {"reject_days": REJECT, "repair_extension_months": GUARANTEED},
    )
    days = 0 if window == 0 else 60
    swap = decided("exchange", {"exchange_days": days}, {"exchange_days": EXCHANGED})
    return rule(
        *(back, money, guarantee, swap), asked_on=asked_on, amount_minor=amount, reason=reason
    )


def test_something_else_may_be_taken_longer_than_money_is_given():
    late = ruled("2027-01-20")
    assert (late.allowed, exchanged(late).allowed, exchanged(late).cause) == (
        *(False, True),
        "exchanged",
    )
    assert not exchanged(ruled("2027-01-22")).allowed
    assert not exchanged(ruled("2027-01-20", window=0)).allowed
    assert exchanged(ruled()) == ruled()


@pytest.mark.parametrize(
    ("asked_on", "allowed", "cause"),
    [("2026-12-21", True, "in_time"), (LAST, True, "in_time"), ("2026-12-23", False, "late")],
)
def test_the_last_day_counts_and_the_next_does_not(asked_on, allowed, cause):
    found = ruled(asked_on)
    assert (found.allowed, found.cause, found.until_on) == (allowed, cause, LAST)


def test_what_is_faulty_is_taken_back_whole_until_its_day_and_guaranteed_after_it():
    kept = ruled(reason="defective", window=0, fee=1245)
    assert (kept.allowed, kept.fees, kept.refund_minor) == (True, (), 2490)
    later = ruled("2026-12-23", reason="defective", window=0)
    assert (later.allowed, later.cause) == (False, "guaranteed")
    assert ruled("2028-11-23", reason="defective", window=0).cause == "late"


def test_what_is_kept_is_a_line_with_its_clause():
    found = ruled(fee=1245)
    (fee,) = found.fees
    assert (fee.kind, fee.amount_minor, fee.clause) == ("restocking", 1245, "returns-ROW")
    assert (found.refund_minor, found.refund_on) == (1245, RefundMoment.DISPATCH)


def test_what_is_refused_says_whether_it_was_too_late_or_never_possible():
    with pytest.raises(ReturnLate) as late:
        demand_allowed(ruled("2027-01-01"), 3)
    assert late.value.details["until"] == LAST
    with pytest.raises(ReturnExcluded) as never:
        demand_allowed(ruled(window=0), 3)
    assert never.value.details["why"] == "returns. refunds."


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.booleans(), st.booleans())
def test_somebody_answers_for_exactly_what_the_book_would_not_give(amount, kept, late, waive):
    fee = min(kept, amount)
    book = ruled("2027-01-01" if late else "2026-11-30", fee=fee, amount=amount)
    given_ = override(book, waive_fees=waive)
    by_book = 0 if late else amount - fee
    assert given_.allowed
    assert given_.refund_minor == (amount if waive else amount - fee)
    assert beyond(book, given_) == given_.refund_minor - by_book >= 0


def test_a_tier_without_a_word_counts_as_the_one_below_that_has_one():
    tiers, words = ("member", "silver", "gold"), ("none", "member", "gold")
    assert [known_tier(tiers, hers, words) for hers in (*tiers, "other")] == [
        *("member", "member", "gold", "none"),
    ]


@given(
    costs=st.lists(st.integers(1, 5000), min_size=1, max_size=5),
    lowered_by=st.integers(0, 10_000),
    kept=st.integers(0, 10_000),
)
def test_what_a_line_was_lowered_by_is_kept_once_and_never_more_than_is_given(
    costs, lowered_by, kept
):
    told = lowered([1] * len(costs), [ruling(one) for one in costs], {1: lowered_by}, {1: kept})
    less = sum(costs) - sum(one.refund_minor for one in told)
    assert less == min(max(0, lowered_by - kept), sum(costs))
    assert all(one.refund_minor >= 0 for one in told)
    assert lowered([2], [ruling(10)], {1: 5}, {})[0].refund_minor == 10
