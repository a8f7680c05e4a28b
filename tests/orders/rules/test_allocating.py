"""Allocations lose units and are done once, whoever asks first."""

from hypothesis import given, strategies as st

from paraguas.orders.rules.allocating import finish, shrink
from tests.orders.given import allocation

TWO = (allocation(1, 1, 2), allocation(2, 2, 5))


def test_units_leave_an_allocation_and_the_last_releases_it():
    left = shrink(TWO, [(1, 1), (2, 5)])
    assert left
    assert [(each.quantity, each.status) for each in left] == [(1, "open"), (0, "released")]


def test_units_of_an_allocation_named_twice_add_up():
    left = shrink(TWO, [(2, 2), (2, 3)])
    assert left
    assert left[1].status == "released"
    assert shrink(TWO, [(2, 3), (2, 3)]) is None


def test_what_is_done_gives_nothing_any_more():
    done = finish(TWO, [1])
    assert done
    assert [each.status for each in done] == ["done", "open"]
    assert finish(done, [1]) is None
    assert shrink(done, [(1, 1)]) is None


def test_an_allocation_that_is_not_there_is_not_touched():
    assert shrink(TWO, [(3, 1)]) is None
    assert finish(TWO, [3]) is None


@given(st.lists(st.tuples(st.integers(1, 2), st.integers(1, 6)), max_size=4))
def test_units_are_never_made_nor_lost(released):
    left = shrink(TWO, released)
    if left is not None:
        gone = sum(units for _, units in released)
        assert sum(each.quantity for each in left) == 7 - gone
        assert all(each.quantity >= 0 for each in left)
