"""The price a reduction is held against: the lowest public one of the days before it.

Source: Directive 98/6/EC, Article 6a; Commission notice 2021/C 526/02.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import msgspec

from paraguas.promotions.model import Buyer, Goods, Promotion
from paraguas.promotions.rules.stacking import promote
from paraguas.values.time import at_local, local_day

NOBODY = Buyer()
PriceAt = Callable[[int], int | None]
"""What the list asks for a SKU at an instant; None where it was not on sale."""


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a country chose among the exceptions the directive leaves it."""

    country: str
    citation: str
    cited_on: date
    signed_off: str
    progressive: bool = False
    perishable: bool = False
    arrival_days: int | None = None


class _Choices(msgspec.Struct, forbid_unknown_fields=True):
    countries: list[Choice]


def read_choices(text: str) -> Mapping[str, Choice]:
    """Read what countries chose."""
    read = msgspec.convert(tomllib.loads(text), _Choices)
    return {one.country: one for one in read.countries}


def public_price(list_minor: int, promotions: Iterable[Promotion], goods: Goods, at: int) -> int:
    """Give what anybody pays for a unit at an instant, of what the list asks."""
    running = [one for one in promotions if one.public and one.runs(at)]
    priced = msgspec.structs.replace(goods, worth_minor=list_minor)
    return list_minor - sum(share.amount_minor for share in promote(running, [priced], NOBODY))


def lowest_before(
    price_at: PriceAt,
    steps: Iterable[int],
    promotions: Sequence[Promotion],
    goods: Goods,
    *,
    before_at: int,
    since_at: int,
) -> int | None:
    """Give the lowest public price from one instant up to another; None where it was not on sale.

    steps: when the list changed; promotions: of the market, those that are over too.
    """
    turns = {since_at, *steps, *(one.starts_at for one in promotions)}
    turns.update(one.ends_at for one in promotions if one.ends_at is not None)
    found = [
        public_price(list_minor, promotions, goods, at)
        for at in turns
        if since_at <= at < before_at and (list_minor := price_at(at)) is not None
    ]
    return min(found, default=None)


def is_reduced(now_minor: int, prior_minor: int | None) -> bool:
    """Tell whether a price is lower than the one before it, so that it may be called reduced."""
    return prior_minor is not None and now_minor < prior_minor


def first_step(one: Promotion, promotions: Mapping[str, Promotion]) -> Promotion:
    """Give the promotion a reduction that was deepened without a break began with."""
    seen = {one.code}
    while one.follows and one.follows not in seen:
        before = promotions.get(one.follows)
        unbroken = (
            before is not None
            and before.market == one.market
            and (before.ends_at is None or before.ends_at >= one.starts_at)
        )
        if before is None or not unbroken or before.starts_at >= one.starts_at:
            break
        one = before
        seen.add(one.code)
    return one


def days_before(at: int, days: int, zone: str) -> int:
    """Give the midnight so many days before the day of an instant, by the clock of a zone."""
    day = local_day(at, zone)
    return at_local(date.fromordinal(day.toordinal() - days), 0, zone)
