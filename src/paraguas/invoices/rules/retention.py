"""How long a document is kept with whom it was made out to, as the seller's country asks.

Years count from the end of the calendar year of issue.
"""

from datetime import date

from paraguas.values.ids import digest_id

YEARS = {
    # Codigo de Comercio, art. 30.
    "ES": 6,
    # Code de commerce, art. L123-22.
    "FR": 10,
    # Abgabenordnung, section 147 (3), as of 2025.
    "DE": 8,
    # Codice civile, art. 2220.
    "IT": 10,
    # Codigo do IVA, art. 52.
    "PT": 10,
    # Algemene wet inzake rijksbelastingen, art. 52.
    "NL": 7,
    # VAT Regulations 1995, reg. 31, and HMRC Notice 700/21.
    "GB": 6,
    # Internal Revenue Code, section 6511 (d).
    "US": 7,
}
"""By country of the legal entity that sells."""

LONGEST = max(YEARS.values())
"""Where a country is not told of, the longest of all."""


def kept_until(issued_on: date, country: str) -> date:
    """Give the last day a document's buyer is kept."""
    return date(issued_on.year + YEARS.get(country, LONGEST), 12, 31)


def retention_key(entity_id: str, issued_on: date) -> str:
    """Name the key the buyers of an entity's documents of a year lie sealed under."""
    return digest_id("retention", entity_id, str(issued_on.year))
