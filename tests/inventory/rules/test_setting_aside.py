"""Units between conditions: no step makes or loses a unit, but for what is written off."""

import pytest
from hypothesis import given, strategies as st

from paraguas.inventory.errors import ConditionShort, ConditionStepUnknown
from paraguas.inventory.model import Condition, Kind, Movement, Position
from paraguas.inventory.rules.setting_aside import (
    STEPS,
    buckets_of,
    check_there,
    in_condition,
    kind_of,
)
from tests.inventory.goods import NOON, SOL, TEA

conditions = st.sampled_from(Condition)
positions = st.builds(
    Position,
    *(st.just(TEA), st.just(SOL), st.integers(0, 9), st.integers(0, 9), st.just(0), st.just(0)),
    damaged=st.integers(0, 9),
    quality=st.integers(0, 9),
)


@given(st.sampled_from(sorted(STEPS)), st.integers(1, 99))
def test_a_step_takes_from_one_condition_what_it_gives_to_the_other(step, quantity):
    moved = Movement(TEA, SOL, kind_of(*step), "c" * 32, 0, quantity, NOON, "ana", "wet")
    buckets = buckets_of(moved)
    gone = quantity if step[1] is Condition.WRITTEN_OFF else 0
    assert buckets.on_hand + buckets.damaged + buckets.quality == -gone
    assert (buckets.allocated, buckets.reserved) == (0, 0)
    assert moved.change[:3] == buckets[:3]
    assert max(map(abs, buckets)) == quantity


@given(conditions, conditions)
def test_every_step_is_known_or_refused(was, becomes):
    if (was, becomes) in STEPS:
        assert kind_of(was, becomes) in Kind
    else:
        with pytest.raises(ConditionStepUnknown):
            kind_of(was, becomes)


@given(positions, conditions, st.integers(1, 12))
def test_no_more_is_moved_than_is_there(position, was, quantity):
    key = TEA, SOL
    there = in_condition(position, was)
    if quantity <= there:
        check_there({key: position}, {key: quantity}, was)
    else:
        with pytest.raises(ConditionShort) as refused:
            check_there({key: position}, {key: quantity}, was)
        assert refused.value.details["available"] == there
