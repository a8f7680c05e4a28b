"""Promises: when a place has things ready, and when a carrier brings them."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from paraguas.values.time import MINUTE, Period, at_local

_SUNDAY = 6
_LONGEST_WAY = 400
"""Days after which a calendar without a single delivery day is taken for a mistake."""


def ready_at(at: int, openings: Iterable[Period], handling_minutes: int) -> int | None:
    """Tell when `handling_minutes` of opening time will have passed since `at`.

    openings: of the place, in order, not overlapping; None when they end before.
    """
    left = handling_minutes * MINUTE
    for opening in openings:
        start = max(at, opening.start_at)
        if start >= opening.end_at:
            continue
        if start + left <= opening.end_at:
            return start + left
        left -= opening.end_at - start
    return None


def arrives_on(leaves_on: date, transit_days: int, delivers: Callable[[date], bool]) -> date:
    """Tell the day a parcel arrives that leaves on a day: only days of delivery count."""
    day, left = leaves_on, transit_days
    for _ in range(_LONGEST_WAY):
        if left <= 0 and delivers(day):
            return day
        day += timedelta(days=1)
        left -= delivers(day)
    return day


def not_on_sundays(day: date) -> bool:
    """Whether carriers deliver on a day: every day but Sunday."""
    return day.weekday() != _SUNDAY


def delivery_window(day: date, zone: str) -> Period:
    """Give the hours of a day in which carriers deliver, by the clock of a zone."""
    return Period(at_local(day, 8 * 60, zone), at_local(day, 20 * 60, zone))


def collect_until(ready_on: date, days: int, zone: str) -> int:
    """Tell the end of the last day to collect: midnight after `days` further days."""
    return at_local(ready_on + timedelta(days=days + 1), 0, zone)
