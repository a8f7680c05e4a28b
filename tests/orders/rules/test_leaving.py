from hypothesis import given, strategies as st

from paraguas.orders.model import Allocation
from paraguas.orders.rules.leaving import (
    bound_services,
    due_for,
    next_allocation_no,
    open_allocations,
    released_from,
)
from tests.orders.given import PARCEL, SOL, line, standing


def part(number, line_no, quantity, *, fulfilment=PARCEL, status="open"):
    return Allocation(number, line_no, SOL, quantity, fulfilment, status)


@given(
    st.integers(-9999, 9999),
    st.integers(-999, 999),
    st.lists(st.integers(1, 4), min_size=1, max_size=5),
    st.booleans(),
)
def test_units_that_leave_bit_by_bit_are_worth_the_whole_line(amount, tax, steps, inclusive):
    quantity = sum(steps)
    each = line(1, quantity, amount, tax_minor=tax)
    worth = gone = 0
    for units in steps:
        now = standing((each, {"handed_over": gone}), inclusive=inclusive)
        worth += due_for(now, {1: units})
        gone += units
    assert worth == (amount if inclusive else amount + tax)


def test_no_units_are_worth_nothing():
    assert due_for(standing((line(1, 0, 500), {}), (line(2, 2), {})), {}) == 0


def test_only_open_allocations_of_the_fulfilment_are_handed_out():
    parts = (
        part(1, 1, 2),
        part(2, 1, 1, status="done"),
        part(3, 1, 1, fulfilment="other"),
        part(4, 2, 1),
    )
    now = standing((line(), {}), allocations=parts)
    assert open_allocations(now, PARCEL) == (parts[0], parts[3])
    assert next_allocation_no(now) == 5
    assert next_allocation_no(standing((line(), {}))) == 1


@given(
    st.lists(st.tuples(st.integers(1, 2), st.integers(1, 4)), max_size=5),
    st.dictionaries(st.integers(1, 2), st.integers(0, 9)),
)
def test_each_allocation_loses_what_it_has_and_no_more_than_asked(parts, wished):
    allocations = tuple(part(no, line_no, n) for no, (line_no, n) in enumerate(parts, 1))
    taken = released_from(allocations, wished)
    assert all(0 < units <= each.quantity for each, units in taken)
    for line_no in (1, 2):
        there = sum(each.quantity for each in allocations if each.line_no == line_no)
        lost = sum(units for each, units in taken if each.line_no == line_no)
        assert lost == min(there, wished.get(line_no, 0))


def test_services_go_with_their_goods_until_they_are_done():
    lines = (
        (line(1, 1), {}),
        (line(2, 1, bound_to=1), {}),
        (line(3, 1, bound_to=1), {"performed": 1}),
        (line(4, 1, bound_to=2), {}),
    )
    found = bound_services(standing(*lines), frozenset({1}))
    assert [entry.line.line_no for entry in found] == [2]
