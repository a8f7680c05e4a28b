"""Wishes of a change set: the later about the same thing stands for the earlier."""

import pytest
from hypothesis import given, strategies as st

from paraguas.changes.errors import ChangeEmpty, TooManyChanges
from paraguas.changes.model import MOST_CHANGES, AddLine, RemoveLine, SetQuantity
from paraguas.changes.rules.collecting import collect

WISHES = st.one_of(
    st.builds(SetQuantity, st.integers(1, 3), st.integers(0, 9)),
    st.builds(RemoveLine, st.integers(1, 3)),
    st.builds(AddLine, st.just("CASE"), st.integers(1, 3), st.just(1)),
)


@given(st.lists(WISHES, min_size=1, max_size=30))
def test_a_line_is_decided_once_and_by_the_last_word(wishes):
    collected = collect((), wishes)
    lines = [one.line_no for one in collected if not isinstance(one, AddLine)]
    assert len(lines) == len(set(lines))
    last = {one.line_no: one for one in wishes if not isinstance(one, AddLine)}
    assert {one for one in collected if not isinstance(one, AddLine)} == set(last.values())
    assert sum(isinstance(one, AddLine) for one in collected) == sum(
        isinstance(one, AddLine) for one in wishes
    )


def test_no_wish_and_too_many_are_refused():
    with pytest.raises(ChangeEmpty):
        collect((), ())
    with pytest.raises(TooManyChanges):
        collect((), [AddLine("CASE", 1, 1)] * (MOST_CHANGES + 1))
