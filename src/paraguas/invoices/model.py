"""Nouns of invoices: rates of tax, documents and their lines."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of tax and the text it comes from.

    rate_bp: hundredths of a percent.  citation: law or notice, as it can be looked up.
    """

    rate_bp: int
    citation: str


@dataclass(frozen=True, slots=True)
class TaxRate:
    """A rate of a jurisdiction and category from a day on, until a later one begins."""

    jurisdiction: str
    category: str
    from_on: date
    rate_bp: int
    citation: str


@dataclass(frozen=True, slots=True)
class LineTax:
    """A line's amount taken apart, in minor units: `gross_minor` = `net_minor` + `tax_minor`."""

    net_minor: int
    tax_minor: int
    gross_minor: int
    rate_bp: int
