"""What one promotion takes off lines: a sum, and by what it is spread over them."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from paraguas.promotions.model import WHOLE_PCM, Goods, Kind, Promotion
from paraguas.values.money import prorate, round_half_up

Lefts = Sequence[int]
"""What lines still cost, in minor units, by position."""


class Taking(NamedTuple):
    """A sum to take, and by what it is spread over the lines, by position: sum <= sum of spread."""

    total_minor: int
    spread: Sequence[int]


class Run(NamedTuple):
    """Units of one line that cost the same; position: of the line."""

    unit_minor: int
    units: int
    position: int


def take(promotion: Promotion, goods: Sequence[Goods], lefts: Lefts) -> list[int]:
    """Give what a promotion takes off each line, never more than is left of it.

    The sum is exact; the largest remainders take the odd minor units.
    """
    total_minor, spread = _KINDS[promotion.kind](promotion, goods, lefts)
    return prorate(total_minor, spread) if total_minor > 0 else [0] * len(goods)


def in_scope(promotion: Promotion, one: Goods) -> bool:
    """Tell whether a promotion is about a line."""
    skus, products, departments = promotion.skus, promotion.products, promotion.departments
    if promotion.kind is Kind.BUNDLE:
        return one.code in promotion.parts
    if not (skus or products or departments):
        return True
    named = one.product in products or one.department in departments
    return named or one.code in skus


def _scoped(promotion: Promotion, goods: Sequence[Goods], lefts: Lefts) -> list[int]:
    pairs = zip(goods, lefts, strict=True)
    return [left if in_scope(promotion, one) else 0 for one, left in pairs]


def _percentage(promotion: Promotion, goods: Sequence[Goods], lefts: Lefts) -> Taking:
    spread = _scoped(promotion, goods, lefts)
    return Taking(round_half_up(sum(spread) * promotion.percent_pcm, WHOLE_PCM), spread)


def _amount(promotion: Promotion, goods: Sequence[Goods], lefts: Lefts) -> Taking:
    spread = _scoped(promotion, goods, lefts)
    if not promotion.each:
        return Taking(min(promotion.amount_minor, sum(spread)), spread)
    taken = [
        min(left, promotion.amount_minor * one.quantity) if one.counted else 0
        for one, left in zip(goods, spread, strict=True)
    ]
    return Taking(sum(taken), taken)


def _price(promotion: Promotion, goods: Sequence[Goods], lefts: Lefts) -> Taking:
    spread = _scoped(promotion, goods, lefts)
    taken = [
        max(0, left - round_half_up(promotion.price_minor * one.quantity, one.per))
        if one.per
        else 0
        for one, left in zip(goods, spread, strict=True)
    ]
    return Taking(sum(taken), taken)


def _buy_get(promotion: Promotion, goods: Sequence[Goods], lefts: Lefts) -> Taking:
    """Of each so many bought and got, the dearest together, the cheapest are got."""
    runs = _runs(goods, _scoped(promotion, goods, lefts))
    size = promotion.buy + promotion.get
    times = _times(promotion, sum(run.units for run in runs) // size)
    got, spread, passed = 0, [0] * len(goods), 0
    for run in runs:
        first, passed = min(passed, times * size), min(passed + run.units, times * size)
        spread[run.position] += run.unit_minor * (passed - first)
        units = _got(promotion, passed) - _got(promotion, first)
        got += run.unit_minor * units
    return Taking(round_half_up(got * promotion.percent_pcm, WHOLE_PCM), spread)


def _got(promotion: Promotion, units: int) -> int:
    """Tell how many of the first units are got."""
    whole, rest = divmod(units, promotion.buy + promotion.get)
    return whole * promotion.get + max(0, rest - promotion.buy)


def _bundle(promotion: Promotion, goods: Sequence[Goods], lefts: Lefts) -> Taking:
    """Sell parts together at one price, the dearest first, as long as that is cheaper."""
    scoped, slots = _scoped(promotion, goods, lefts), []
    for code, each in promotion.parts.items():
        own = [left if code == one.code else 0 for one, left in zip(goods, scoped, strict=True)]
        slots.append((_runs(goods, own), each))
    most = min(sum(run.units for run in runs) // each for runs, each in slots)
    times = _cheaper(promotion, slots, _times(promotion, most))
    spread = [0] * len(goods)
    for runs, each in slots:
        for position, minor in _first(runs, times * each):
            spread[position] += minor
    return Taking(sum(spread) - times * promotion.price_minor, spread)


def _cheaper(promotion: Promotion, slots: Sequence[tuple[list[Run], int]], most: int) -> int:
    """Tell how many bundles cost less together: each is worth no more than the one before."""
    reaches = [
        ([*accumulate((run.units for run in runs), initial=0)], runs, each) for runs, each in slots
    ]

    def dearer(number: int) -> int:
        worth = sum(
            _span(ends, runs, number * each, (number + 1) * each) for ends, runs, each in reaches
        )
        return -worth

    return bisect_right(range(most), -promotion.price_minor - 1, key=dearer)


def _span(ends: Sequence[int], runs: Sequence[Run], first: int, until: int) -> int:
    at, worth = bisect_right(ends, first) - 1, 0
    while first < until:
        upto = min(until, ends[at + 1])
        worth += runs[at].unit_minor * (upto - first)
        first, at = upto, at + 1
    return worth


def _first(runs: Sequence[Run], units: int) -> list[tuple[int, int]]:
    """Give what the first units cost by line: (position, minor units)."""
    found = []
    for run in runs:
        some = min(units, run.units)
        found.append((run.position, some * run.unit_minor))
        units -= some
    return found


def _runs(goods: Sequence[Goods], lefts: Lefts) -> list[Run]:
    """Give what is counted, the dearest units first."""
    runs = [
        Run(left // one.quantity, one.quantity, position)
        for position, (one, left) in enumerate(zip(goods, lefts, strict=True))
        if one.counted and one.quantity > 0 and left > 0
    ]
    return sorted(runs, key=lambda run: (-run.unit_minor, run.position))


def _times(promotion: Promotion, possible: int) -> int:
    return possible if promotion.most is None else min(possible, promotion.most)


_KINDS: Mapping[Kind, Callable[[Promotion, Sequence[Goods], Lefts], Taking]] = {
    Kind.PERCENTAGE: _percentage,
    Kind.AMOUNT: _amount,
    Kind.PRICE: _price,
    Kind.BUY_GET: _buy_get,
    Kind.BUNDLE: _bundle,
}
