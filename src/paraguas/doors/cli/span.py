"""A span of time as people say it on the command line."""

from dataclasses import dataclass
from datetime import date

from cyclopts import Parameter

from paraguas.values.refusal import Malformed
from paraguas.values.time import Period, at_local, read_iso


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From when until when; each a day (its start in UTC) or a time with its offset."""

    since: str = ""
    """From then on: 2026-11-21, or 2026-11-21T18:30:00+01:00."""

    until: str = ""
    """Up to then, not with it; up to now without it."""

    def period(self, now: int) -> Period:
        """Give the span in instants; refuses Malformed."""
        since = _instant("--since", self.since) if self.since else 0
        return Period(since, _instant("--until", self.until) if self.until else now)


def _instant(option: str, text: str) -> int:
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-11-21") else None
    except ValueError as problem:
        raise Malformed(where=option, problem=text) from problem
    found = at_local(day, 0, "UTC") if day else read_iso(text)
    if found is None:
        raise Malformed(where=option, problem=text)
    return found
