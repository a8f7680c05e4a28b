"""Opening hours as people write them: `Mo-Sa 10:00-21:00; Su 12:00-18:00; 12-24 10:00-15:00`.

A part of the notation of OpenStreetMap's `opening_hours`, with days of the year as `12-24` or
`2026-12-24`: rules are parted by `;`, a later one wins, `off` shuts, and days that no rule names
are shut.  A span that ends before it begins ends on the next day.
"""

import re

from paraguas.network.errors import HoursMalformed
from paraguas.network.model import Hours, Spans

_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_DAY_OF_YEAR = re.compile(r"(\d{4}-)?\d{2}-\d{2}")


def read_hours(text: str, *, place: str, holidays: str | None = None) -> Hours:
    """Read the opening hours of a place; `holidays` is the calendar whose days shut it.

    Raises HoursMalformed with the place and the rule that cannot be read.
    """
    week: list[Spans] = [()] * 7
    special: dict[str, Spans] = {}
    for rule in filter(None, (part.strip() for part in text.split(";"))):
        days, _, times = rule.partition(" ")
        spans = () if times.strip() == "off" else _read_spans(times, rule, place)
        for day in days.split(","):
            if _DAY_OF_YEAR.fullmatch(day):
                special[day] = spans
            else:
                for weekday in _read_weekdays(day, rule, place):
                    week[weekday] = spans
    return Hours(tuple(week), special, holidays)


def _read_weekdays(days: str, rule: str, place: str) -> list[int]:
    first, _, last = days.partition("-")
    if first not in _WEEKDAYS or (last or first) not in _WEEKDAYS:
        raise HoursMalformed(place=place, day=rule)
    start = _WEEKDAYS.index(first)
    further = (_WEEKDAYS.index(last or first) - start) % 7
    return [(start + ahead) % 7 for ahead in range(further + 1)]


def _read_spans(times: str, rule: str, place: str) -> Spans:
    spans = []
    for text in times.split(","):
        found = _SPAN.fullmatch(text.strip())
        if found is None:
            raise HoursMalformed(place=place, day=rule)
        from_hour, from_minute, to_hour, to_minute = map(int, found.groups())
        start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
        spans.append((start, end if end > start else end + 1440))
    return tuple(spans)
