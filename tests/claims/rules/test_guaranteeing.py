"""What a guarantee gives: in which order, until when, and what follows from earlier claims."""

import pytest
from hypothesis import given, strategies as st

from paraguas.claims.errors import ClaimStep
from paraguas.claims.model import (
    AnyStep,
    Claim,
    ClaimState,
    NoteRepaired,
    Receive,
    Remedy,
)
from paraguas.claims.rules.guaranteeing import (
    Told,
    guarantee_of,
    has_failed,
    is_given,
    most_lower,
    reductions,
    repaired_units,
)
from paraguas.claims.rules.stepping import state_after, steps_from
from paraguas.values.ids import EntityId, OrderId, SkuId

UNTIL = {
    "repair_extension_months": "2029-11-22",
    "presumption_months": "2028-11-22",
    "reject_days": "2026-12-06",
    "remedy_days": "2027-03-31",
}
FIRST = (Remedy.REPAIR, Remedy.REPLACEMENT)


def guarantee(asked_on="2027-03-01", *, defect="minor", failed=False, until=UNTIL):
    told = Told(until, ("WAR-ALL",), 1, "hash", "text", ("why",), {})
    return guarantee_of(told, asked_on=asked_on, defect=defect, failed=failed)


def claim(state=ClaimState.OPENED, **more):
    fixed = {
        "line_no": 1,
        "sku_id": SkuId("5" * 32),
        "units": 1,
        "defect": "minor",
        "what": "It does not charge.",
        "wish": Remedy.REPAIR,
        "guarantee": guarantee(),
        "until_on": "2029-11-22",
    }
    return Claim(
        *(OrderId("1" * 32), "2" * 32, "4K7Q2-M9XCD", 1, state, EntityId("3" * 32), "EUR"),
        *("web", 0, "customer"),
        **{**fixed, **more},
    )


@pytest.mark.parametrize(
    ("day", "remedies"),
    [
        ("2026-12-06", tuple(Remedy)),
        ("2026-12-07", FIRST),
        ("2029-11-22", FIRST),
        ("2029-11-23", ()),
    ],
)
def test_repair_comes_first_between_the_first_days_and_the_last(day, remedies):
    assert guarantee(day).remedies == remedies


def test_what_is_grave_or_failed_before_gives_money_at_once():
    assert guarantee(defect="major").remedies == tuple(Remedy)
    assert guarantee(failed=True).remedies == tuple(Remedy)
    assert guarantee("2030-01-01", defect="major", failed=True).remedies == ()


def test_a_book_that_names_no_time_to_repair_has_until_the_guarantee_ends():
    old = {name: day for name, day in UNTIL.items() if name != "remedy_days"}
    assert guarantee(until=old).due_on == "2029-11-22"


def test_money_is_given_after_the_day_it_was_due():
    one = claim()
    assert not is_given(one, Remedy.REFUND, "2027-03-31")
    assert is_given(one, Remedy.REFUND, "2027-04-01")
    assert is_given(one, Remedy.REPAIR, "2027-03-01")


def test_earlier_claims_tell_what_failed_was_mended_and_lowered():
    back = claim(ClaimState.BACK, units=2)
    less = claim(ClaimState.REDUCED, line_no=2, given_minor=300)
    earlier = [back, less, claim(ClaimState.REFUSED, line_no=3), claim()]
    assert [has_failed(earlier, line_no) for line_no in (1, 2, 3)] == [True, False, False]
    assert repaired_units(earlier) == {1: 2}
    assert reductions([*earlier, less]) == {2: 600}
    assert most_lower(earlier, 2, 1000) == 700
    assert most_lower(earlier, 2, 100) == 0


@given(state=st.sampled_from(ClaimState))
def test_an_end_has_no_step_and_what_is_open_has_one(state):
    one = claim(state)
    assert bool(steps_from(state)) is one.open
    words = {kind.__struct_config__.tag for kind in AnyStep.__args__}
    assert set(steps_from(state)) <= words


def test_a_step_begins_only_where_it_may():
    assert state_after(claim(), Receive(place="X")) is ClaimState.RECEIVED
    with pytest.raises(ClaimStep):
        state_after(claim(), NoteRepaired())
