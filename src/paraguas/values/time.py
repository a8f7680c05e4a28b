"""Instants are integer microseconds UTC; days and clock times belong to a named zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
QUARTER = 15 * MINUTE
"""The grain of appointments and of staff calendars."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Period(Struct, frozen=True, gc=False):
    """A half-open span of time: from `start_at` up to, not with, `end_at`."""

    start_at: int
    end_at: int

    def holds(self, at: int) -> bool:
        """Whether the instant lies in the span."""
        return self.start_at <= at < self.end_at


def instant(moment: datetime) -> int:
    """Turn an aware datetime into an instant."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def local(at: int, zone: str) -> datetime:
    """Show an instant on the clock of a zone (IANA name)."""
    return (_EPOCH + timedelta(microseconds=at)).astimezone(ZoneInfo(zone))


def local_day(at: int, zone: str) -> date:
    """Tell which day it is at an instant in a zone."""
    return local(at, zone).date()


def days_until(on: date, until_on: str) -> int:
    """Tell how many days there are from a day to another, given as `2026-11-22`."""
    return (date.fromisoformat(until_on) - on).days


def at_local(day: date, minute_of_day: int, zone: str) -> int:
    """Turn a local day and minute into an instant.

    A minute that the clock skips counts as if it had not changed yet; one that it shows twice is
    the first of the two.
    """
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the zone comes next
    wall = midnight + timedelta(minutes=minute_of_day)
    return instant(wall.replace(tzinfo=ZoneInfo(zone), fold=0))


def whole_day(day: date, zone: str) -> Period:
    """Give a day from midnight to midnight by the clock of a zone: 23 to 25 hours."""
    return Period(at_local(day, 0, zone), at_local(day + timedelta(days=1), 0, zone))


def days_after(day: date, number: int) -> tuple[date, ...]:
    """Give the days that follow a day, so many of them."""
    return tuple(day + timedelta(days=ahead) for ahead in range(1, number + 1))


def minute_of(at: int) -> int:
    """Give the start of the minute an instant lies in."""
    return at - at % MINUTE


def iso(at: int) -> str:
    """Write an instant as RFC 3339 in UTC, to the microsecond where there are any."""
    return (_EPOCH + timedelta(microseconds=at)).isoformat().replace("+00:00", "Z")


def read_iso(text: str) -> int | None:
    """Read an RFC 3339 time with an offset; None when it is malformed or has none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant(moment) if moment.tzinfo else None
