"""How much is due by when, where to, and never more than there is room for."""

from hypothesis import given, strategies as st

from paraguas.returns.model import RefundMoment
from paraguas.returns.rules.refunding import Due, due_by, owed, room_of, within
from tests.returns.given import a_return, item, ruling

MOMENTS = list(RefundMoment)
RULED = st.builds(
    lambda refund, to, on: item(ruled=ruling(refund, to=to, on=on)),
    st.integers(0, 10_000),
    st.sampled_from(["original", "store_credit"]),
    st.sampled_from(MOMENTS),
)


@given(st.lists(RULED, min_size=1, max_size=5))
def test_what_is_due_grows_from_moment_to_moment_until_all_is(items):
    one = a_return(items)
    sums = [due_by(one, moment).whole_minor for moment in MOMENTS]
    assert sums == sorted(sums)
    assert sums[-1] == owed(one)


@given(st.lists(RULED, min_size=1, max_size=5), st.sampled_from(MOMENTS))
def test_what_was_given_is_not_due_again(items, moment):
    one = a_return(items)
    due = due_by(one, moment)
    given_ = a_return(items, refunded_minor=due.original_minor, credited_minor=due.credit_minor)
    assert due_by(given_, moment) == Due()


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(-5_000, 20_000))
def test_no_more_is_given_than_there_is_room_for(original, credit, room):
    found = within(Due(original, credit), room)
    assert found.whole_minor == min(original + credit, max(0, room))
    assert found.original_minor <= original
    assert found.credit_minor <= credit


def test_what_did_not_come_is_owed_nothing():
    assert owed(a_return([item(1, came=0), item(2, came=1)])) == 2490


def test_store_credit_comes_out_of_what_may_still_be_given_back():
    assert room_of(5000, [a_return([item()], credited_minor=2000)]) == 3000
