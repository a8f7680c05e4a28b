"""What is amiss in a table of rates: a day without a rate, or a jurisdiction without a clock."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import groupby, pairwise

from paraguas.invoices.errors import (
    TaxRateMalformed,
    TaxStandardMissing,
    TaxTableGap,
    TaxZoneMissing,
)
from paraguas.invoices.model import TaxRate
from paraguas.invoices.rules.tax import WHOLE_PCM

STANDARD = "standard"
"""The category every jurisdiction has a rate of."""

Key = tuple[str, str, date]


def key_of(rate: TaxRate) -> Key:
    """Name a rate: jurisdiction, category, first day."""
    return rate.jurisdiction, rate.category, rate.from_on


def check_rates(rates: Sequence[TaxRate]) -> None:
    """Refuse the first rate that is out of range, has no source, or whose parts do not sum to it.

    Rows are counted from 1, in the order given (TaxRateMalformed).
    """
    for row, rate in enumerate(rates, start=1):
        named = rate.jurisdiction and rate.category and rate.citation
        summed = not rate.parts or sum(part for _, part in rate.parts) == rate.rate_pcm
        taxed = rate.treatment is None or rate.rate_pcm == 0
        if not (named and summed and taxed and 0 <= rate.rate_pcm <= WHOLE_PCM):
            raise TaxRateMalformed(
                row=row,
                jurisdiction=rate.jurisdiction,
                category=rate.category,
                rate_pcm=rate.rate_pcm,
            )


def check_gaps(held: Sequence[TaxRate], given: Sequence[TaxRate], zoned: Collection[str]) -> None:
    """Refuse to save `given` over `held` where the table would leave something untaxed by mistake.

    zoned: codes of the jurisdictions whose zone is known; a part of a country has its country's.
    Refuses a rate that ends on a day on which none begins (TaxTableGap; `row` counts from 1 in
    what is given, 0 is one that is held), a jurisdiction without a standard rate
    (TaxStandardMissing) and one whose days begin nobody knows when (TaxZoneMissing).
    """
    rows = {key_of(rate): row for row, rate in enumerate(given, start=1)}
    table = {key_of(rate): rate for rate in (*held, *given)}
    concerned = {rate.jurisdiction for rate in given}
    rates = sorted((one for one in table.values() if one.jurisdiction in concerned), key=key_of)
    for code, of_place in groupby(rates, key=lambda rate: rate.jurisdiction):
        categories = [list(dated) for _, dated in groupby(of_place, key=lambda one: one.category)]
        for dated in categories:
            _check_days(dated, rows)
        row = rows.get(key_of(categories[0][0]), 0)
        if all(dated[0].category != STANDARD for dated in categories):
            raise TaxStandardMissing(row=row, jurisdiction=code)
        if code not in zoned and code.partition("-")[0] not in zoned:
            raise TaxZoneMissing(row=row, jurisdiction=code)


def _check_days(dated: Sequence[TaxRate], rows: dict[Key, int]) -> None:
    following = [later.from_on for _, later in pairwise(dated)]
    for rate, begins_on in zip(dated, [*following, None], strict=True):
        if rate.until_on and rate.until_on != begins_on:
            raise TaxTableGap(
                row=rows.get(key_of(rate), 0),
                jurisdiction=rate.jurisdiction,
                category=rate.category,
                day=rate.until_on.isoformat(),
            )
