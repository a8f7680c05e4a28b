"""When a place is open: week, special days and public holidays, by the clock of its zone."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

from paraguas.network.model import Hours, Place, Spans
from paraguas.values.time import Period, at_local, local_day

FARTHEST_DAYS = 400
"""How far ahead an opening is looked for; a place that is shut for longer has none."""


def is_open(place: Place, at: int) -> bool:
    """Whether the place is open at an instant."""
    opening = next_opening(place, at)
    return opening is not None and opening.holds(at)


def next_opening(place: Place, at: int) -> Period | None:
    """Give the opening under way at an instant, else the next one; None when there is none."""
    hours = place.hours
    if not any(hours.week) and not any(hours.special.values()):
        return None
    # Yesterday's last opening may run past midnight.
    yesterday = local_day(at, place.zone) - timedelta(days=1)
    for ahead in range(FARTHEST_DAYS):
        for opening in openings(place, yesterday + timedelta(days=ahead)):
            if at < opening.end_at:
                return opening
    return None


def openings(place: Place, day: date) -> tuple[Period, ...]:
    """Give the openings that begin on a local day, in order; none when it is closed.

    They are instants, so a day on which the clock changes has the length it really has.
    """
    periods = (
        Period(at_local(day, start, place.zone), at_local(day, end, place.zone))
        for start, end in spans_of(place.hours, day)
    )
    return tuple(period for period in periods if period.start_at < period.end_at)


def spans_of(hours: Hours, day: date) -> Spans:
    """Give the spans of a day: dated, else yearly, else none on a holiday, else of the week."""
    for named in (day.isoformat(), day.strftime("%m-%d")):
        if named in hours.special:
            return hours.special[named]
    if hours.holidays and day in public_holidays(hours.holidays, day.year):
        return ()
    return hours.week[day.weekday()]


@lru_cache(maxsize=1024)
def public_holidays(calendar: str, year: int) -> frozenset[date]:
    """Give the public holidays of a known country (`FR`) or region (`ES-MD`) in a year.

    Source: the holidays package.
    """
    country, _, region = calendar.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=region or None, years=year))


def has_holidays(calendar: str) -> bool:
    """Whether the public holidays of this country or region are known."""
    country, _, region = calendar.partition("-")
    regions = holidays.list_supported_countries().get(country)
    return regions is not None and (not region or region in regions)
