"""Balances counted back from the present are those that were counted forward."""

from itertools import accumulate

from hypothesis import given, strategies as st

from paraguas.inventory.model import Buckets
from paraguas.inventory.rules.recounting import balances

changes = st.lists(st.builds(Buckets, *(st.integers(-9, 9) for _ in range(3))), max_size=9)


def plus(one: Buckets, other: Buckets) -> Buckets:
    return Buckets(*map(sum, zip(one, other, strict=True)))


@given(changes)
def test_counting_back_meets_counting_forward(moved):
    forward = list(accumulate(moved, plus, initial=Buckets(0, 0, 0)))
    assert list(balances(forward[-1], moved[::-1])) == forward[:0:-1]
