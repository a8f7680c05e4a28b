"""Programmes as people write them, in TOML: read, and held to what makes sense.

What is amiss is told by file, row and sentence, all of it and not only the first.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from paraguas.loyalty.errors import ProgrammeMalformed
from paraguas.loyalty.model import EarnRow, Expiry, Programme, Rate, Tier

Word = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_-]{0,23}$", max_length=24)]
Name = Annotated[str, Meta(min_length=1, max_length=64)]
Names = Annotated[tuple[Name, ...], Meta(max_length=500)]
PlaceName = Annotated[str, Meta(pattern="^[A-Z]{2}(-[A-Z0-9]{1,3})?$", max_length=6)]
Places = Annotated[tuple[PlaceName, ...], Meta(max_length=200)]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", max_length=3)]
Many = Annotated[int, Meta(ge=0, le=10**9)]
Some = Annotated[int, Meta(ge=1, le=10**9)]
Extra = Annotated[int, Meta(ge=-100_000, le=10_000_000)]
Days = Annotated[int, Meta(ge=0, le=3660)]
SomeDays = Annotated[int, Meta(ge=1, le=3660)]

MOST_ROWS = 1_000
"""So many rules of earning a programme has at most."""


class _Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A table in which every word is known."""


class RateText(_Strict):
    """Points for money in a currency, and money for points."""

    currency: Currency
    earn_points: Many
    earn_minor: Some
    burn_points: Some
    burn_minor: Some


class TierText(_Strict):
    """A tier; see `Tier`."""

    code: Word
    from_points: Many
    extra_pcm: Extra = 0


class RowText(_Strict, rename={"from_on": "from", "until_on": "until"}):
    """A rule of earning; see `EarnRow`."""

    code: Word
    skus: Names = ()
    products: Names = ()
    tax_categories: Names = ()
    departments: Names = ()
    places: Places = ()
    tiers: Names = ()
    from_on: date | None = None
    until_on: date | None = None
    extra_pcm: Extra = 0
    each: Many = 0
    once: Many = 0
    least_minor: dict[Currency, Many] = {}
    none: bool = False


class ExpiryText(_Strict):
    """How long points last for members of some places; without days, for ever."""

    places: Places = ()
    days: SomeDays | None = None


class ProgrammeText(_Strict, kw_only=True):
    """A programme; see `Programme`."""

    programme: Word
    currency: Currency
    window_days: Days
    lookback_days: SomeDays
    grace_days: Days = 0
    back_days: Days = 0
    expected_pcm: Annotated[int, Meta(ge=0, le=100_000)] = 100_000
    partners: Annotated[tuple[Word, ...], Meta(max_length=200)] = ()
    rates: Annotated[tuple[RateText, ...], Meta(min_length=1, max_length=200)]
    tiers: Annotated[tuple[TierText, ...], Meta(min_length=1, max_length=50)]
    rows: Annotated[tuple[RowText, ...], Meta(max_length=MOST_ROWS)] = ()
    expiry: Annotated[tuple[ExpiryText, ...], Meta(max_length=200)] = ()


def read_programme(
    text: str, file: str, forbidden: Mapping[str, str], version: int = 0
) -> Programme:
    """Read a programme; refuses ProgrammeMalformed with all that is amiss.

    file: how it is called in what is told.  forbidden: places whose law lets no points expire by
    time, each with its source.
    """
    try:
        written = msgspec.convert(tomllib.loads(text), ProgrammeText)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError) as problem:
        raise ProgrammeMalformed(problem=f"{file}: {problem}") from problem
    found = [f"{file}, {row}: {sentence}" for row, sentence in _amiss(written, forbidden)]
    if found:
        raise ProgrammeMalformed(problem="; ".join(found))
    return replace(_programme(written), version=version)


def read_forbidden(text: str) -> dict[str, str]:
    """Read the places whose law lets no points expire by time alone, each with its source."""
    rows: list[dict[str, Any]] = tomllib.loads(text)["no_expiry"]
    return {row["place"]: row["source"] for row in rows}


def _amiss(text: ProgrammeText, forbidden: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    currencies = {rate.currency for rate in text.rates}
    if text.currency not in currencies:
        yield "currency", f"there is no rate of {text.currency}"
    yield from _twice("rate", [rate.currency for rate in text.rates])
    yield from _twice("tier", [tier.code for tier in text.tiers])
    yield from _twice("row", [row.code for row in text.rows])
    if not any(tier.from_points == 0 for tier in text.tiers):
        yield "tiers", "no tier begins at 0 points, so a new member would have none"
    if len({tier.from_points for tier in text.tiers}) < len(text.tiers):
        yield "tiers", "two tiers begin at the same number of points"
    tiers = {tier.code for tier in text.tiers}
    for row in text.rows:
        yield from ((f"row {row.code}", problem) for problem in _row_amiss(row, tiers, currencies))
    yield from _expiry_amiss(text.expiry, forbidden)


def _twice(what: str, names: list[str]) -> Iterator[tuple[str, str]]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{what} {name}", "it is there twice"


def _row_amiss(row: RowText, tiers: set[str], currencies: set[str]) -> Iterator[str]:
    gives = bool(row.extra_pcm or row.each or row.once)
    if gives is row.none:
        yield "it gives nothing" if not gives else "it gives points and says that there are none"
    if row.from_on and row.until_on and row.until_on <= row.from_on:
        yield f"it ends on {row.until_on} before it begins"
    for name in sorted(set(row.tiers) - tiers):
        yield f"there is no tier {name}"
    for name in sorted(row.least_minor.keys() - currencies):
        yield f"there is no rate of {name}"
    if row.least_minor and not row.once:
        yield "a least amount is for points given once"


def _expiry_amiss(
    rows: tuple[ExpiryText, ...], forbidden: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(rows, 1):
        if not row.places and number < len(rows):
            yield f"expiry {number}", "those after it are never reached, for it is for all places"
        for place in sorted(forbidden.keys() & set(row.places)) if row.days else ():
            yield (
                f"expiry {number}",
                f"points may not expire by time in {place}: {forbidden[place]}",
            )


def _programme(text: ProgrammeText) -> Programme:
    return Programme(
        code=text.programme,
        currency=text.currency,
        rates={
            one.currency: Rate(one.earn_points, one.earn_minor, one.burn_points, one.burn_minor)
            for one in text.rates
        },
        tiers=tuple(
            sorted((Tier(*msgspec.structs.astuple(one)) for one in text.tiers), key=_from_points)
        ),
        rows=tuple(map(_row, text.rows)),
        expiry=tuple(Expiry(frozenset(one.places), one.days) for one in text.expiry),
        partners=frozenset(text.partners),
        window_days=text.window_days,
        lookback_days=text.lookback_days,
        grace_days=text.grace_days,
        back_days=text.back_days,
        expected_pcm=text.expected_pcm,
    )


def _from_points(tier: Tier) -> int:
    return tier.from_points


def _row(text: RowText) -> EarnRow:
    return EarnRow(
        code=text.code,
        skus=frozenset(text.skus),
        products=frozenset(text.products),
        tax_categories=frozenset(text.tax_categories),
        departments=frozenset(text.departments),
        places=frozenset(text.places),
        tiers=frozenset(text.tiers),
        from_on=text.from_on,
        until_on=text.until_on,
        extra_pcm=text.extra_pcm,
        each=text.each,
        once=text.once,
        least_minor=text.least_minor,
        none=text.none,
    )
