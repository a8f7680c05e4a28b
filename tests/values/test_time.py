from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from paraguas.values.time import (
    HOUR,
    MINUTE,
    Period,
    at_local,
    instant,
    iso,
    local,
    local_day,
    minute_of,
    read_iso,
    whole_day,
)

ZONES = st.sampled_from(["Europe/Madrid", "Europe/London", "America/New_York", "Asia/Kathmandu"])
instants = st.integers(-(10**16), 10**17)
moments = st.datetimes(datetime.fromisoformat("1950-01-01"), timezones=st.just(UTC))
periods = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda two: Period(*sorted(two)))


@given(moments)
def test_a_moment_is_an_instant_and_back(moment):
    assert local(instant(moment), "UTC") == moment


@given(instants)
def test_an_instant_is_written_and_read_back(at):
    assert read_iso(iso(at)) == at
    assert iso(at).endswith("Z")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T01:00:00+01:00", 0),
        ("1970-01-01T00:00:00.000001Z", 1),
        ("1970-01-01T00:00:00", None),
        ("1970-01-01", None),
        ("tomorrow", None),
        ("", None),
        ("2026-02-30T00:00:00Z", None),
    ],
)
def test_a_time_without_its_offset_is_no_instant(text, at):
    assert read_iso(text) == at


@given(periods, st.integers(0, 20))
def test_a_period_begins_with_its_start_and_ends_before_its_end(period, at):
    assert period.holds(at) == (at in range(period.start_at, period.end_at))


@given(periods, st.integers(0, 20))
def test_halves_of_a_period_share_no_instant(period, cut):
    first = Period(period.start_at, min(max(cut, period.start_at), period.end_at))
    rest = Period(first.end_at, period.end_at)
    for at in range(21):
        assert period.holds(at) == (first.holds(at) or rest.holds(at))
        assert not (first.holds(at) and rest.holds(at))


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(4 * 60, 24 * 60 - 1), ZONES)
def test_the_clock_of_a_zone_shows_the_minute_asked_for(day, minute, zone):
    shown = local(at_local(day, minute, zone), zone)
    assert (shown.date(), shown.hour * 60 + shown.minute) == (day, minute)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Madrid", date(2026, 3, 29), 23),
        ("Europe/Madrid", date(2026, 10, 25), 25),
        ("America/New_York", date(2026, 3, 8), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("Europe/London", date(2026, 6, 1), 24),
    ],
)
def test_a_day_is_as_long_as_its_clock_says(zone, day, hours):
    midnight, next_one = at_local(day, 0, zone), at_local(day + timedelta(days=1), 0, zone)
    assert next_one - midnight == hours * HOUR
    assert whole_day(day, zone) == Period(midnight, next_one)
    assert at_local(day, 24 * 60, zone) == next_one
    for at in range(midnight, next_one, HOUR // 2):
        assert local_day(at, zone) == day
    assert local_day(next_one, zone) == day + timedelta(days=1)


def test_a_minute_the_clock_skips_or_shows_twice():
    skipped = at_local(date(2026, 3, 29), 150, "Europe/Madrid")
    assert iso(skipped) == "2026-03-29T01:30:00Z"
    assert local(skipped, "Europe/Madrid").strftime("%H:%M") == "03:30"
    twice = at_local(date(2026, 10, 25), 150, "Europe/Madrid")
    assert iso(twice) == "2026-10-25T00:30:00Z"


@given(instants)
def test_a_minute_is_where_its_instants_begin(at):
    start = minute_of(at)
    assert start % MINUTE == 0
    assert start <= at < start + MINUTE
