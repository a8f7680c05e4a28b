"""Nouns of tax: rates, jurisdictions, and how a line is taxed."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, field


class Treatment(StrEnum):
    """How a line is taxed, and what the reason is where it is not."""

    STANDARD = "standard"
    ZERO = "zero"
    EXEMPT = "exempt"
    REVERSE_CHARGE = "reverse_charge"
    INTRA_COMMUNITY = "intra_community"
    EXPORT = "export"
    DISTANCE = "distance"
    OUTSIDE = "outside"

    @property
    def relieves(self) -> bool:
        """Whether the buyer's standing or the border takes the tax off what is taxed here."""
        return self in {self.REVERSE_CHARGE, self.INTRA_COMMUNITY, self.EXPORT}


TaxPart = tuple[str, int]
"""One of the taxes a rate is made of: its name as printed, and its thousandths of a percent."""


class Rate(Struct, frozen=True):
    """A rate of tax and the text it comes from.

    rate_pcm: thousandths of a percent.  citation: law or notice, as it can be looked up.  parts:
    the taxes it is the sum of, where there are several.  reason: why nothing is taxed, by the
    code of the norm for electronic invoices (VATEX) where it has one.
    """

    rate_pcm: int
    citation: str
    parts: tuple[TaxPart, ...] = ()
    treatment: Treatment = Treatment.STANDARD
    reason: str = ""


class TaxRate(Struct, frozen=True):
    """A rate of a jurisdiction and category from a day on, until a later one begins.

    until_on: the first day it is not in force any more, where the law names one; the next rate
    begins on it.  treatment: None is standard, and zero where the rate is 0.
    """

    jurisdiction: str
    category: str
    from_on: date
    rate_pcm: int
    citation: str
    until_on: date | None = None
    parts: tuple[TaxPart, ...] = ()
    treatment: Treatment | None = None
    reason: str = ""


class Jurisdiction(Struct, frozen=True):
    """A country, or a part of one, as far as tax is concerned.

    zone: IANA name of the clock its days begin by.  area: countries of one area trade without a
    customs border.  vat_prefix: what VAT numbers given there begin with.  reasons: why a treatment
    takes the tax off, treatment -> code.
    """

    code: str
    zone: str
    area: str = ""
    vat_prefix: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def country(self) -> str:
        """The country it is, or is part of."""
        return self.code.partition("-")[0]


class Levy(Struct, frozen=True):
    """Whose tax a line bears and how: the treatment is None where the rate alone tells."""

    jurisdiction: str
    treatment: Treatment | None = None
    reason: str = ""


class Seller(Struct, frozen=True):
    """How a selling entity stands to taxes.

    registered: countries that gave it a VAT number.  distance_scheme: whether it declares sales to
    consumers of its area at home (one-stop shop).  exporter: whether customs know it.
    """

    country: str
    registered: frozenset[str] = frozenset()
    distance_scheme: bool = False
    exporter: bool = False


class LineTax(Struct, frozen=True):
    """A line's amount taken apart, in minor units: `gross_minor` = `net_minor` + `tax_minor`."""

    net_minor: int
    tax_minor: int
    gross_minor: int
    rate_pcm: int
