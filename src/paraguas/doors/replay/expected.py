"""What the file comes to, summed straight from its columns.

It shares nothing with the way receipts become orders: no lines, no time zone, no minor units.  So
the two can be compared.
"""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from paraguas.doors.replay.completejourney import rows

_CENT = Decimal("0.01")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = ("basket_id", "store_id", "sales_value", "coupon_disc", "transaction_timestamp")


class StoreDay(NamedTuple):
    """A store on a day by its own clock."""

    store: int
    day: date


class Expected(Struct):
    """Sums of the first baskets.

    baskets: their numbers by day.  counts, amounts_minor: baskets, and cents paid, of a store on a
    day.
    """

    baskets: dict[date, list[int]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[StoreDay] = field(default_factory=Counter)
    amounts_minor: Counter[StoreDay] = field(default_factory=Counter)
    lines: int = 0

    @property
    def amount_minor(self) -> int:
        """Cents paid in all."""
        return self.amounts_minor.total()


def expect(baskets: int, folder: Path | None = None) -> Expected:
    """Sum the first baskets of the transactions."""
    found = Expected()
    last, seen = None, 0
    for basket, store, sales_value, coupon_disc, wall in rows("transactions", _COLUMNS, folder):
        where = StoreDay(store, (_EPOCH + timedelta(microseconds=wall)).date())
        if basket != last:
            if seen == baskets:
                break
            last, seen = basket, seen + 1
            found.counts[where] += 1
            found.baskets[where.day].append(basket)
        paid = Decimal(repr(sales_value)) - Decimal(repr(coupon_disc))
        found.amounts_minor[where] += int(paid.quantize(_CENT, ROUND_HALF_UP) * 100)
        found.lines += 1
    return found
