import pytest
from hypothesis import given, strategies as st

from paraguas.appointments.errors import GoodsNotReady, SlotCrooked
from paraguas.appointments.rules.slots import free_slots, quarters, span
from paraguas.values.time import HOUR, MINUTE, QUARTER, Period

OPENINGS = (Period(9 * HOUR, 12 * HOUR), Period(13 * HOUR + QUARTER // 3, 15 * HOUR))
taken = st.sets(st.integers(36, 60).map(lambda quarter: quarter * QUARTER))


@given(taken, taken, st.integers(1, 120), st.integers(8 * HOUR, 15 * HOUR))
def test_every_free_time_is_offered_once_and_no_other(ana, bea, minutes, not_before):
    busy = {"ana": ana, "bea": bea}
    offered = free_slots(OPENINGS, busy, minutes, not_before=not_before, most=1_000)
    free = [
        start
        for start in range(0, 16 * HOUR, QUARTER)
        if start >= not_before
        and any(o.start_at <= start and start + minutes * MINUTE <= o.end_at for o in OPENINGS)
        and any(b.isdisjoint(quarters(start, start + minutes * MINUTE)) for b in busy.values())
    ]
    assert [slot.start_at for slot in offered] == free
    for start_at, end_at, person in offered:
        assert end_at - start_at == minutes * MINUTE
        assert busy[person].isdisjoint(quarters(start_at, end_at))


def test_the_least_busy_of_those_free_is_offered():
    busy = {"ana": {9 * HOUR, 10 * HOUR}, "bea": {9 * HOUR}}
    first, second = free_slots(OPENINGS, busy, 15, not_before=0, most=2)
    assert first.start_at == 9 * HOUR + QUARTER
    assert (first.staff_id, second.staff_id) == ("bea", "bea")


def test_a_span_is_on_the_quarter_and_after_the_goods():
    assert span(9 * HOUR, 20, not_before=0) == Period(9 * HOUR, 9 * HOUR + 20 * MINUTE)
    for start_at, minutes in ((1, 20), (0, 0), (0, -5), (0, 1441)):
        with pytest.raises(SlotCrooked):
            span(start_at, minutes, not_before=0)
    with pytest.raises(GoodsNotReady) as refusal:
        span(9 * HOUR, 20, not_before=9 * HOUR + 1)
    assert refusal.value.details["ready"] == "1970-01-01T09:00:00.000001Z"
