"""What units are worth that nobody can tell the price of: the least anybody paid of late."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.values.money import round_half_up
from paraguas.values.time import DAY

LOOK_BACK = 90 * DAY
"""So far back prices are looked at."""


class Listed(Struct, frozen=True, gc=False):
    """A price for `per` units, and when it held; until_at: None where it still does."""

    amount_minor: int
    from_at: int
    until_at: int | None


def least_paid(prices: Sequence[Listed], at: int, *, units: int, per: int) -> int | None:
    """Give what units cost at the lowest price that held in the time looked back on, if any did."""
    since = at - LOOK_BACK
    held = [
        one.amount_minor
        for one in prices
        if one.from_at <= at and (one.until_at is None or one.until_at > since)
    ]
    return round_half_up(min(held) * units, per) if held else None
