"""Facts of invoices."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class TaxRatesSaved:
    """Rates were added or corrected; `jurisdictions` are those concerned, `rates` how many."""

    name: ClassVar[str] = "tax.rates_saved.v1"

    jurisdictions: list[str]
    rates: int
