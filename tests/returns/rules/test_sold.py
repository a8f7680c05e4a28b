"""What units cost that come back, however they are split, and since when a person has them."""

from hypothesis import given, strategies as st

from paraguas.returns.rules.sold import SoldLine, arrived_at, costs_of


def line(quantity=3, amount=1000, *, on_top=0, returned=0, cancelled=0, arrived=None):
    wanted = quantity - cancelled
    there = wanted if arrived is None else arrived
    return SoldLine(1, quantity, wanted, wanted, there, 0, returned, amount, on_top)


@given(st.integers(1, 9), st.integers(0, 10_000), st.integers(0, 999), st.data())
def test_however_a_line_comes_back_its_parts_sum_to_what_it_cost(quantity, amount, tax, data):
    parts, left = [], quantity
    while left:
        parts.append(data.draw(st.integers(1, left)))
        left -= parts[-1]
    sold = line(quantity, amount, on_top=tax)
    assert sum(costs_of({1: sold}, [(1, units) for units in parts])) == amount + tax
    one_by_one, returned = 0, 0
    for units in parts:
        now = line(quantity, amount, on_top=tax, returned=returned)
        one_by_one += costs_of({1: now}, [(1, units)])[0]
        returned += units
    assert one_by_one == amount + tax


def test_what_was_cancelled_was_the_last_and_is_not_paid_twice():
    (cost,) = costs_of({1: line(3, 1000, cancelled=1)}, [(1, 2)])
    assert cost == 667


def test_the_right_begins_when_the_last_good_arrived():
    log = [("handed_over", 5, [(1, 1)]), ("delivered", 9, [(1, 2)]), ("cancelled", 11, [(1, 0)])]
    assert arrived_at({1: line()}, log) == 9
    assert arrived_at({1: line(arrived=2)}, log) is None
    assert line(returned=1).left == 2
