"""What kept lines earn: a function of them and the terms, and of nothing else.

So after any cancellation, return or exchange an order has earned what it would have, had only the
kept goods been bought.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec.structs import replace

from paraguas.loyalty.model import (
    WHOLE_PCM,
    Earning,
    EarningOrder,
    EarnRow,
    KeptLine,
    Rate,
    Terms,
)
from paraguas.values.money import round_half_up, share_of

NOTHING = Earning(0, 0, 0, 0)


def earning(kept: Sequence[KeptLine], terms: Terms) -> Earning:
    """Tell what lines earn, as far as they are kept; fractions of a point only count together.

    Nothing in a currency the programme names no rate for, nor for lines that cost nothing.
    """
    rate = terms.programme.rates.get(terms.currency)
    rows = [row for row in terms.programme.rows if _speaks(row, terms)]
    paid = [line for line in kept if line.quantity > 0 and line.amount_minor > 0]
    lines = [line for line in paid if not any(row.none for row in rows if _is_for(row, line))]
    if rate is None or not lines:
        return NOTHING
    tier = terms.programme.tier(terms.tier)
    points = Fraction(0)
    for line in lines:
        its = [row for row in rows if _is_for(row, line)]
        extra = (tier.extra_pcm if tier else 0) + sum(row.extra_pcm for row in its)
        points += _base(line.amount_minor, rate) * max(0, WHOLE_PCM + extra) / WHOLE_PCM
        points += sum(row.each for row in its) * line.quantity
    points += sum(row.once for row in rows if row.once and _reaches(row, lines, terms.currency))
    amount = sum(line.amount_minor for line in lines)
    whole = int(points)
    return Earning(whole, int(_base(amount, rate)), amount, _allocated(amount, whole, terms, rate))


def kept_line(
    line_no: int,
    goods: tuple[str, str, str, str],
    units: tuple[int, int, int],
    amount_minor: int,
) -> KeptLine:
    """Give a line as far as it is kept.

    goods: SKU, product, department and tax category.  units: how many were bought, and how many of
    them were cancelled and returned.  amount_minor: what all that were bought cost.
    """
    sku, product, department, tax_category = goods
    bought, cancelled, returned = units
    kept = bought - cancelled - returned
    amount = share_of(amount_minor, 0, kept, bought)
    return KeptLine(line_no, sku, product, department, tax_category, kept, amount)


def now_earning(order: EarningOrder, earned: Earning) -> EarningOrder:
    """Give an order that earns as it stands once it earned this."""
    return replace(
        order,
        points=earned.points,
        qualifying=earned.qualifying,
        allocated_minor=earned.allocated_minor,
    )


def counting(order: EarningOrder) -> tuple[int, int, int, int | None]:
    """Give what of an order that earns moves something where it changes."""
    return order.points, order.qualifying, order.allocated_minor, order.usable_at


def _base(amount_minor: int, rate: Rate) -> Fraction:
    return Fraction(amount_minor * rate.earn_points, rate.earn_minor)


def _speaks(row: EarnRow, terms: Terms) -> bool:
    country = terms.place.partition("-")[0]
    return (
        (not row.tiers or terms.tier in row.tiers)
        and (not row.places or terms.place in row.places or country in row.places)
        and (row.from_on is None or row.from_on <= terms.day)
        and (row.until_on is None or terms.day < row.until_on)
    )


def _is_for(row: EarnRow, line: KeptLine) -> bool:
    return (
        (not row.skus or line.sku in row.skus)
        and (not row.products or line.product in row.products)
        and (not row.departments or line.department in row.departments)
        and (not row.tax_categories or line.tax_category in row.tax_categories)
    )


def _reaches(row: EarnRow, lines: Iterable[KeptLine], currency: str) -> bool:
    its = [line.amount_minor for line in lines if _is_for(row, line)]
    least = row.least_minor.get(currency, 0 if not row.least_minor else None)
    return bool(its) and least is not None and sum(its) >= least


def _allocated(amount_minor: int, points: int, terms: Terms, rate: Rate) -> int:
    """Tell which part of a price the points were sold for, by stand-alone selling prices.

    Points are worth what they buy as far as they are expected to be spent.  Source: IFRS 15.B39-43
    and 15.74.
    """
    worth = Fraction(points * rate.burn_minor, rate.burn_points)
    worth = worth * terms.programme.expected_pcm / WHOLE_PCM
    part = amount_minor * worth / (amount_minor + worth)
    return round_half_up(part.numerator, part.denominator)
