from datetime import date

from hypothesis import given, strategies as st

from paraguas.fulfilment.rules.promising import arrives_on, collect_until, not_on_sundays, ready_at
from paraguas.values.time import DAY, HOUR, MINUTE, Period, local

MORNINGS = [Period(day * DAY + 9 * HOUR, day * DAY + 13 * HOUR) for day in range(5)]


def test_goods_ordered_in_opening_hours_are_ready_after_the_handling():
    assert ready_at(10 * HOUR, MORNINGS, 45) == 10 * HOUR + 45 * MINUTE


def test_handling_begins_at_the_opening_and_goes_on_the_next_day():
    assert ready_at(0, MORNINGS, 30) == 9 * HOUR + 30 * MINUTE
    assert ready_at(12 * HOUR + 30 * MINUTE, MORNINGS, 60) == DAY + 9 * HOUR + 30 * MINUTE
    assert ready_at(13 * HOUR, MORNINGS, 0) == DAY + 9 * HOUR


def test_a_place_that_does_not_open_again_promises_nothing():
    assert ready_at(4 * DAY + 12 * HOUR, MORNINGS, 61) is None
    assert ready_at(0, [], 0) is None


@given(st.integers(0, 5 * DAY), st.integers(0, 20 * 60))
def test_just_the_handling_lies_between_order_and_readiness(at, minutes):
    ready = ready_at(at, MORNINGS, minutes)
    end = MORNINGS[-1].end_at if ready is None else ready
    worked = sum(max(0, min(m.end_at, end) - max(m.start_at, at)) for m in MORNINGS)
    assert (worked == minutes * MINUTE) if ready is not None else (worked <= minutes * MINUTE)


def test_only_days_of_delivery_count():
    saturday = date(2026, 11, 21)
    weekdays = lambda day: day.weekday() < 5  # noqa: E731
    assert arrives_on(saturday, 0, weekdays) == date(2026, 11, 23)
    assert arrives_on(date(2026, 11, 20), 1, weekdays) == date(2026, 11, 23)
    assert arrives_on(date(2026, 11, 20), 2, weekdays) == date(2026, 11, 24)


def test_a_calendar_without_delivery_ends():
    assert arrives_on(date(2026, 1, 1), 1, lambda _: False) > date(2026, 12, 31)


def test_goods_wait_until_the_end_of_the_last_day_where_the_place_is():
    until = collect_until(date(2026, 3, 27), 2, "Europe/Madrid")
    assert local(until, "Europe/Madrid").isoformat() == "2026-03-30T00:00:00+02:00"


def test_carriers_come_every_day_but_sunday():
    week = [date(2026, 11, day) for day in range(16, 23)]
    assert [not_on_sundays(day) for day in week] == [True] * 6 + [False]
    assert arrives_on(date(2026, 11, 21), 1, not_on_sundays) == date(2026, 11, 23)
