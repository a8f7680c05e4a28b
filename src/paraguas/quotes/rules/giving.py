"""What is given away below the list, and until when a quote may be good."""

from collections.abc import Iterable

from paraguas.quotes.errors import QuoteDayWrong
from paraguas.quotes.model import QuotedLine
from paraguas.values.money import round_half_up
from paraguas.values.time import DAY

LONGEST_DAYS = 366


def given_minor(lines: Iterable[QuotedLine]) -> int:
    """Tell by how much lines are below the list in all; what is dearer does not count against."""
    return sum(
        max(0, round_half_up((one.listed_minor - one.unit_price_minor) * one.quantity, one.per))
        for one in lines
    )


def check_day(valid_until: int, now: int) -> None:
    """Refuse a day that is over, or too far off to stand by a price."""
    if not now < valid_until <= now + LONGEST_DAYS * DAY:
        raise QuoteDayWrong(days=LONGEST_DAYS)
