"""What cancelling takes: the last units of a line, out of the last allocations."""

import pytest
from hypothesis import given, strategies as st

from paraguas.orders.errors import NothingToCancel, PastCancelling
from paraguas.orders.model import LineStanding
from paraguas.orders.rules.cancelling import Cancellable, charged, decide_cancellation
from paraguas.values.money import share_of
from tests.orders.given import line

QUANTITY = 7


def entry(no=1, quantity=2, *, parts=None, bound_to=None, group=1, amount=1999, **standing):
    return Cancellable(
        line(no, quantity, amount, bound_to=bound_to, group_no=group, service=bound_to is not None),
        LineStanding(quantity, **standing),
        ((no, quantity - sum(standing.values())),) if parts is None else parts,
    )


def decide(*lines, wished=None, inclusive=True):
    return decide_cancellation(lines, wished, prices_include_tax=inclusive)


def test_without_a_wish_all_that_is_open_goes():
    found = decide(entry(1, 3, handed_over=1), entry(2, 2, group=2), entry(3, 1, performed=1))
    assert found.units == {1: 2, 2: 2}
    assert found.released == ((1, 2), (2, 2))
    assert found.unallocated == {1: 2, 2: 2}


@pytest.mark.parametrize(
    ("wished", "problem"),
    [
        ({9: 1}, NothingToCancel),
        ({1: 0}, NothingToCancel),
        ({1: -1}, NothingToCancel),
        ({1: 3}, PastCancelling),
        ({2: 1}, PastCancelling),
        ({3: 1}, NothingToCancel),
    ],
)
def test_what_is_not_there_any_more_cannot_be_cancelled(wished, problem):
    lines = entry(1, 2), entry(2, 1, handed_over=1), entry(3, 1, cancelled=1)
    with pytest.raises(problem):
        decide(*lines, wished=wished)


def test_an_order_with_nothing_open_has_nothing_to_cancel():
    with pytest.raises(NothingToCancel):
        decide(entry(1, 1, handed_over=1))


def test_units_are_taken_out_of_the_last_allocations_first():
    found = decide(entry(1, 5, parts=((1, 2), (2, 1), (3, 2))), wished={1: 4})
    assert found.released == ((3, 2), (2, 1), (1, 1))
    assert found.unallocated == {1: 4}


def test_units_no_place_has_any_more_are_cancelled_before_those_one_has():
    line = entry(1, 3, parts=((1, 1),))
    assert (decide(line, wished={1: 2}).units, decide(line, wished={1: 2}).unallocated) == (
        {1: 2},
        {},
    )
    assert decide(line, wished={1: 3}).unallocated == {1: 1}


def test_a_set_up_goes_with_the_last_of_its_goods_and_not_before():
    phones, set_up = entry(1, 2), entry(2, 1, bound_to=1, parts=())
    assert decide(phones, set_up, wished={1: 1}).units == {1: 1}
    assert decide(phones, set_up, wished={1: 2}).units == {1: 2, 2: 1}
    one_fetched = entry(1, 2, handed_over=1)
    assert decide(one_fetched, set_up, wished={1: 1}).units == {1: 1}


def test_a_set_up_that_was_done_stays():
    assert decide(entry(1, 1), entry(2, 1, bound_to=1, performed=1)).units == {1: 1}


def test_a_group_nothing_is_left_of_is_named():
    lines = entry(1, 2, group=1), entry(2, 1, group=1), entry(3, 1, group=2)
    assert decide(*lines).emptied_groups == (1, 2)
    assert decide(*lines, wished={1: 2, 3: 1}).emptied_groups == (2,)
    assert decide(*lines, wished={1: 1}).emptied_groups == ()
    assert decide(entry(1, 2, handed_over=1), wished={1: 1}).emptied_groups == (1,)


@given(
    st.integers(-5000, 5000),
    st.lists(st.tuples(st.booleans(), st.integers(1, QUANTITY)), max_size=QUANTITY),
)
def test_what_left_and_what_was_cancelled_come_to_the_whole(amount, steps):
    gone = cancelled = left = back = 0
    for leaves, wished in [*steps, (True, QUANTITY)]:
        units = min(wished, QUANTITY - gone - cancelled)
        if leaves:
            left += share_of(amount, gone, gone + units, QUANTITY)
            gone += units
        else:
            one = entry(1, QUANTITY, amount=amount, handed_over=gone, cancelled=cancelled)
            back += charged(one, units, prices_include_tax=True)
            cancelled += units
    assert left + back == amount


@given(st.integers(1, QUANTITY), st.booleans())
def test_the_tax_of_net_prices_comes_back_too(units, inclusive):
    one = entry(1, QUANTITY, amount=1000)
    found = decide(one, wished={1: units}, inclusive=inclusive)
    amount = charged(one, units, prices_include_tax=True)
    tax = share_of(one.line.tax_minor, QUANTITY - units, QUANTITY, QUANTITY)
    assert found.amount_minor == (amount if inclusive else amount + tax)
