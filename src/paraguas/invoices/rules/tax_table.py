"""Which rate is in force: by jurisdiction, category and day."""

from collections.abc import Iterable
from datetime import date

from paraguas.invoices.errors import TaxRateMissing
from paraguas.invoices.model import Rate, TaxRate


class TaxTable:
    """All rates, past and future; immutable."""

    __slots__ = ("_jurisdictions", "_rates")

    def __init__(self, rates: Iterable[TaxRate]) -> None:
        """Order the rates, the newest of each jurisdiction and category first."""
        self._rates: dict[tuple[str, str], list[tuple[date, Rate]]] = {}
        for row in sorted(rates, key=lambda row: row.from_on, reverse=True):
            dated = row.from_on, Rate(row.rate_pcm, row.citation)
            self._rates.setdefault((row.jurisdiction, row.category), []).append(dated)
        self._jurisdictions = {jurisdiction for jurisdiction, _ in self._rates}

    def jurisdiction(self, country: str, region: str) -> str:
        """Tell whose rates hold at an address: the region's where it has its own (`US-OH`)."""
        both = f"{country}-{region}"
        return both if region and both in self._jurisdictions else country

    def rate(self, jurisdiction: str, category: str, day: date) -> Rate:
        """Give the rate in force on a day (local to the jurisdiction).

        Raises TaxRateMissing when there is none: a sale is never taxed by guess.
        """
        for from_on, rate in self._rates.get((jurisdiction, category), ()):
            if from_on <= day:
                return rate
        raise TaxRateMissing(jurisdiction=jurisdiction, category=category, day=day.isoformat())
