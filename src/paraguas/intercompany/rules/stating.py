"""Statements: which month, and what is owed before and after it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from paraguas.intercompany.errors import StatementMonth
from paraguas.intercompany.model import Balance, Leg
from paraguas.values.time import Period, at_local

_DECEMBER = 12


def month_of(text: str, zone: str) -> Period:
    """Read a month such as `2026-05` as a span by the clock of a zone; refuses StatementMonth."""
    year, dash, month = text.partition("-")
    try:
        first = date(int(year), int(month), 1)
    except ValueError as unreadable:
        raise StatementMonth(month=text) from unreadable
    if not dash or text != f"{first:%Y-%m}":
        raise StatementMonth(month=text)
    ends = first.month == _DECEMBER
    following = date(first.year + ends, 1 if ends else first.month + 1, 1)
    return Period(at_local(first, 0, zone), at_local(following, 0, zone))


def balances(before: Mapping[str, int], legs: Iterable[Leg]) -> tuple[Balance, ...]:
    """Tell per currency what was owed before, moved and is owed after, in the currencies' order."""
    moved: dict[str, int] = defaultdict(int)
    for leg in legs:
        moved[leg.currency] += leg.amount_minor
    return tuple(
        Balance(currency, before.get(currency, 0), moved.get(currency, 0))
        for currency in sorted(moved.keys() | before.keys())
    )
