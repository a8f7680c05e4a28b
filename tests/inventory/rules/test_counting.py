"""What a count finds, against what was on hand when it was counted."""

import pytest
from msgspec.structs import replace

from paraguas.inventory.errors import CountClosed, CountWithout
from paraguas.inventory.model import Count, CountLine, CountState, Position
from paraguas.inventory.rules import counting
from paraguas.values.ids import CountId, digest_id
from tests.inventory.goods import CUP, NOON, SOL, TEA, stamp

COUNT = Count(
    count_id=CountId(digest_id("count", "1")),
    number="C-1",
    place_id=SOL,
    whole=False,
    state=CountState.OPEN,
    version=0,
    at=NOON,
    opened_by="ES-01",
    closed_at=None,
    closed_by=None,
    reason=None,
    lines=(CountLine(TEA),),
)


def test_an_entry_keeps_what_was_on_hand_then():
    [line] = counting.entered(COUNT, {TEA: 4}, {TEA: 6}, stamp(actor="ES-02"))
    assert (line.counted, line.expected, line.difference) == (4, 6, -2)
    assert (line.counted_at, line.counted_by) == (NOON, "ES-02")


def test_what_is_not_listed_is_refused_unless_all_is_counted():
    with pytest.raises(CountWithout):
        counting.entered(COUNT, {CUP: 1}, {}, stamp())
    [line] = counting.entered(replace(COUNT, whole=True), {CUP: 1}, {}, stamp())
    assert (line.expected, line.difference) == (0, 1)


def test_what_nobody_counted_has_no_difference():
    counted = replace(COUNT, lines=(CountLine(TEA), CountLine(CUP, 3, 2, NOON, "ES-02")))
    assert counting.differences(counted) == {CUP: 1}


def test_a_closed_count_takes_nothing():
    counting.check_counting(COUNT)
    with pytest.raises(CountClosed):
        counting.check_counting(replace(COUNT, state=CountState.CLOSED))


def test_what_is_promised_and_not_there_is_short():
    positions = [Position(TEA, SOL, 2, 3, 1, 0), Position(CUP, SOL, 5, 5, 0, 9)]
    assert counting.short_units(positions) == {TEA: 2}
