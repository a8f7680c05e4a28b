"""Pools as a batch sees them: what may still be promised, less what it has taken since."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from paraguas.backorders.model import Pool, Terms, cap_id
from paraguas.values.ids import PlaceId, SkuId

Dates = Mapping[str, int]
"""Pool -> when its goods could go, for pools that may be promised from."""


class Drawn(NamedTuple):
    """Units of a line to be promised from a pool."""

    line_no: int
    pool: Pool
    quantity: int


class Pools:
    """The pools of some SKUs; `take` lets the next order of a batch see what this one took."""

    __slots__ = ("_by_sku",)

    def __init__(self, pools: Iterable[Pool]) -> None:
        """Start from what is written."""
        self._by_sku: dict[SkuId, dict[str, Pool]] = {}
        for pool in pools:
            self._by_sku.setdefault(pool.sku_id, {})[pool.pool_id] = pool

    def of(self, terms: Terms) -> list[Pool]:
        """Give the pools a SKU may be promised from under its terms, with units left."""
        cap = cap_id(terms.sku_id, terms.market)
        return [
            pool
            for pool in self._by_sku.get(terms.sku_id, {}).values()
            if pool.free and (pool.pool_id == cap or (terms.against_supply and not pool.market))
        ]

    def take(self, sku_id: SkuId, pool_id: str, quantity: int) -> None:
        """Count units as promised; below 0 they are given back, of pools that were read."""
        pool = self._by_sku.get(sku_id, {}).get(pool_id)
        if pool:
            self._by_sku[sku_id][pool_id] = replace(pool, taken=pool.taken + quantity)


def coming_on(pool: Pool, today: date, lead_days: int) -> date:
    """Tell the day units of a pool are there: as the supplier says, under a cap so many days on."""
    if pool.expected_on is None:
        return today + timedelta(days=lead_days)
    return max(today, date.fromisoformat(pool.expected_on))


def first_day(
    pools: Iterable[Pool], terms: Terms, places: Container[PlaceId], today: date
) -> str | None:
    """Tell the first day (ISO) units may be promised from at these places; None for never."""
    there = (pool for pool in pools if pool.place_id in places)
    days = (coming_on(pool, today, terms.lead_days) for pool in there)
    return min((day.isoformat() for day in days), default=None)


def draw(
    lines: Sequence[tuple[int, SkuId, int]],
    pools: Mapping[SkuId, Sequence[Pool]],
    dates: Dates,
    places: Iterable[PlaceId],
) -> tuple[Drawn, ...] | None:
    """Promise units of lines (number, SKU, units) from pools at these places, the soonest first.

    A line may come from several pools, two lines of a SKU see one number.  None where the pools
    have too few.
    """
    there = set(places)
    left = {
        pool.pool_id + sku_id: pool.free
        for sku_id, some in pools.items()
        for pool in some
        if pool.place_id in there and pool.pool_id in dates
    }
    drawn: list[Drawn] = []
    for line_no, sku_id, asked_for in lines:
        wanted = asked_for
        asked = sorted(pools.get(sku_id, ()), key=lambda one: dates.get(one.pool_id, 0))
        for pool in asked:
            units = min(wanted, left.get(pool.pool_id + sku_id, 0))
            if units:
                left[pool.pool_id + sku_id] -= units
                wanted -= units
                drawn.append(Drawn(line_no, pool, units))
        if wanted:
            return None
    return tuple(drawn)
