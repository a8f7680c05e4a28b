"""Which rate is in force: by jurisdiction, category and day; and which countries trade freely."""

from collections.abc import Iterable
from datetime import date

from paraguas.invoices.errors import TaxRateMissing
from paraguas.invoices.model import Jurisdiction, Rate, TaxRate, Treatment


class TaxTable:
    """All rates, past and future, and the jurisdictions they are of; immutable."""

    __slots__ = ("_jurisdictions", "_rated", "_rates", "prefixes")

    def __init__(
        self, rates: Iterable[TaxRate], jurisdictions: Iterable[Jurisdiction] = ()
    ) -> None:
        """Order the rates, the newest of each jurisdiction and category first."""
        self._rates: dict[tuple[str, str], list[tuple[date, Rate]]] = {}
        for row in sorted(rates, key=lambda row: row.from_on, reverse=True):
            dated = row.from_on, _rate(row)
            self._rates.setdefault((row.jurisdiction, row.category), []).append(dated)
        self._jurisdictions = {one.code: one for one in jurisdictions}
        self._rated = {code for code, _ in self._rates} | set(self._jurisdictions)
        self.prefixes = {
            one.vat_prefix: one for one in self._jurisdictions.values() if one.vat_prefix
        }
        """What VAT numbers begin with: prefix -> whose it is."""

    def jurisdiction(self, country: str, region: str, postal_code: str = "") -> str:
        """Tell whose rates hold at an address: those of the smallest part that has its own.

        `US-NY-10001` where the postal code has, `US-NY` where the region has, else the country.
        """
        if region:
            part = f"{country}-{region}"
            # A ZIP code may name the street after a dash.
            town = f"{part}-{postal_code.partition('-')[0]}"
            if postal_code and town in self._rated:
                return town
            if part in self._rated:
                return part
        return country

    def about(self, code: str) -> Jurisdiction | None:
        """Give what is known of a jurisdiction, or of the country it is in."""
        return self._jurisdictions.get(code) or self._jurisdictions.get(code.partition("-")[0])

    def zone(self, code: str, otherwise: str) -> str:
        """Tell by which clock the days of a jurisdiction begin; `otherwise` where it is unknown."""
        known = self.about(code)
        return known.zone if known else otherwise

    def rate(self, jurisdiction: str, category: str, day: date) -> Rate:
        """Give the rate in force on a day (local to the jurisdiction).

        A part of a country without its own takes the country's.  Raises TaxRateMissing when there
        is none: a sale is never taxed by guess.
        """
        dated = self._rates.get((jurisdiction, category))
        if dated is None:
            dated = self._rates.get((jurisdiction.partition("-")[0], category), [])
        for from_on, rate in dated:
            if from_on <= day:
                return rate
        raise TaxRateMissing(jurisdiction=jurisdiction, category=category, day=day.isoformat())


def _rate(row: TaxRate) -> Rate:
    treatment = row.treatment or (Treatment.STANDARD if row.rate_pcm else Treatment.ZERO)
    return Rate(row.rate_pcm, row.citation, row.parts, treatment, row.reason)
