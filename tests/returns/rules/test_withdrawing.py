"""What is withdrawn from is cancelled where it has not left, and comes back where it has."""

import pytest
from hypothesis import given, strategies as st

from paraguas.returns.errors import NothingReturned, ReturnTooMany
from paraguas.returns.rules.withdrawing import Withdrawable, part

UNITS = st.dictionaries(st.integers(1, 4), st.integers(0, 5), max_size=4)


@given(UNITS, UNITS, st.data())
def test_every_unit_is_either_cancelled_or_comes_back(open_, gone, data):
    there = Withdrawable(open_, gone)
    left = there.units()
    wished = {no: data.draw(st.integers(0, units)) for no, units in left.items()}
    if not any(wished.values()):
        with pytest.raises(NothingReturned):
            part(wished, there)
        return
    cancelled, back = part(wished, there)
    for no, units in wished.items():
        assert cancelled.get(no, 0) + back.get(no, 0) == units
        assert cancelled.get(no, 0) <= open_.get(no, 0)
        assert back.get(no, 0) <= gone.get(no, 0)
        assert not back.get(no) or cancelled.get(no, 0) == open_.get(no, 0)


def test_more_than_there_is_cannot_be_withdrawn_from():
    with pytest.raises(ReturnTooMany):
        part({1: 3}, Withdrawable({1: 1}, {1: 1}))
