"""Places open and shut by their own clock."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from paraguas.network.rules.opening import has_holidays, is_open, next_opening, openings
from paraguas.values.time import DAY, HOUR, MINUTE, Period
from tests.network.places import at, open_at

WEEK = open_at("Mo-Sa 10:00-21:00", holidays="ES-MD")


def period(start, end):
    return Period(at(start), at(end))


@pytest.mark.parametrize(
    ("moment", "is_it"),
    [
        ("2026-11-20T08:59:59", False),  # a Friday; Madrid is one hour ahead
        ("2026-11-20T09:00:00", True),
        ("2026-11-20T19:59:59", True),
        ("2026-11-20T20:00:00", False),
        ("2026-11-22T12:00:00", False),  # Sunday
        ("2026-07-20T08:00:00", True),  # two hours ahead in summer
        ("2026-05-02T12:00:00", False),  # Saturday, a holiday of Madrid only
    ],
)
def test_open_or_shut(moment, is_it):
    assert is_open(WEEK, at(moment)) is is_it


def test_the_next_opening_skips_sundays_and_holidays():
    friday_night = at("2026-12-04T21:00:00")
    assert next_opening(WEEK, friday_night) == period("2026-12-05T09:00", "2026-12-05T20:00")
    # Sunday, then the Monday and Tuesday of Constitution and Immaculate Conception.
    saturday_night = at("2026-12-05T21:00:00")
    assert next_opening(WEEK, saturday_night) == period("2026-12-09T09:00", "2026-12-09T20:00")


def test_a_dated_day_wins_over_a_yearly_one_and_that_over_holiday_and_week():
    place = open_at("Mo-Su 10:00-20:00; 12-25 12:00-14:00; 2027-12-25 off", holidays="ES")
    assert openings(place, date(2026, 12, 25)) == (period("2026-12-25T11:00", "2026-12-25T13:00"),)
    assert openings(place, date(2027, 12, 25)) == ()
    assert openings(place, date(2027, 1, 1)) == ()


def test_a_siesta_makes_two_openings():
    place = open_at("Mo-Sa 10:00-14:00,17:00-21:00")
    assert [p.end_at - p.start_at for p in openings(place, date(2026, 11, 20))] == [4 * HOUR] * 2
    assert not is_open(place, at("2026-11-20T14:00:00"))
    siesta_ends = next_opening(place, at("2026-11-20T14:00:00"))
    assert siesta_ends == period("2026-11-20T16:00", "2026-11-20T20:00")


def test_an_evening_may_run_past_midnight():
    place = open_at("Fr 20:00-02:00")
    assert is_open(place, at("2026-11-21T00:59:00"))
    assert not is_open(place, at("2026-11-21T01:00:00"))


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 5), (date(2026, 10, 25), 7), (date(2026, 10, 24), 6)],
)
def test_a_day_on_which_the_clock_changes_has_its_real_length(day, hours):
    (opening,) = openings(open_at("Mo-Su 00:00-06:00"), day)
    assert opening.end_at - opening.start_at == hours * HOUR


def test_an_opening_that_the_clock_skips_is_none():
    assert openings(open_at("Mo-Su 02:00-03:00"), date(2026, 3, 29)) == ()


def test_the_same_hours_are_other_instants_elsewhere():
    west = open_at("Mo-Sa 10:00-21:00", zone="America/Los_Angeles")
    assert next_opening(west, at("2026-11-20T12:00")).start_at == at("2026-11-20T18:00")


def test_a_place_that_never_opens_has_no_next_opening():
    assert next_opening(open_at(""), at("2026-11-20T12:00")) is None
    assert next_opening(open_at("2020-01-01 10:00-12:00"), at("2026-11-20T12:00")) is None
    assert not is_open(open_at("Mo-Su off"), at("2026-11-20T12:00"))


@pytest.mark.parametrize(
    ("calendar", "known"),
    [("ES", True), ("ES-MD", True), ("GB-SCT", True), ("ES-QQ", False), ("XX", False)],
)
def test_known_calendars(calendar, known):
    assert has_holidays(calendar) is known


ZONES = ("Europe/Madrid", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Apia")
MOMENTS = st.integers(at("2026-01-01T00:00"), at("2028-01-01T00:00"))


@given(MOMENTS, st.sampled_from(ZONES), st.integers(1, 30 * 60))
def test_the_next_opening_is_the_first_that_has_not_ended(moment, zone, ahead_minutes):
    place = open_at("Mo-Fr 09:00-13:00,15:00-19:00; Sa 22:00-03:00; 12-25 off", zone=zone)
    opening = next_opening(place, moment)
    assert moment < opening.end_at
    assert is_open(place, moment) == opening.holds(moment)
    assert opening.start_at - moment < 3 * DAY
    between = moment + ahead_minutes * MINUTE
    if between < opening.end_at:
        assert next_opening(place, between) == opening
