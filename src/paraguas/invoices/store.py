"""The SQL of invoices."""

from collections.abc import Sequence

from sqlalchemy import select

from paraguas.invoices.model import TaxRate
from paraguas.invoices.rules.tax_table import TaxTable
from paraguas.invoices.tables import tax_rates
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx

_RATE_COLUMNS = ("jurisdiction", "category", "from_on", "rate_bp", "citation")
_RATES = select(*(tax_rates.c[name] for name in _RATE_COLUMNS))
_CORRECT = GuardedUpdate(
    tax_rates,
    keys=("jurisdiction", "category", "from_on"),
    givens={"new_rate": "rate_bp", "new_citation": "citation"},
    sets="rate_bp = {new_rate}, citation = {new_citation}",
)


def load_rates(tx: Tx) -> list[TaxRate]:
    """Read all rates."""
    return [
        TaxRate(row.jurisdiction, row.category, row.from_on, row.rate_bp, row.citation)
        for row in tx.all(_RATES)
    ]


def add_rates(tx: Tx, rates: Sequence[TaxRate]) -> None:
    """Insert rates nobody has saved before."""
    tx.insert(tax_rates, _RATE_COLUMNS, [_rate_row(rate) for rate in rates])


def correct_rates(tx: Tx, rates: Sequence[TaxRate]) -> None:
    """Overwrite rate and citation of rates that are there."""
    tx.update(_CORRECT, [_rate_row(rate) for rate in rates])


def _rate_row(rate: TaxRate) -> tuple[str, str, str, int, str]:
    day = rate.from_on.isoformat()
    return rate.jurisdiction, rate.category, day, rate.rate_bp, rate.citation


TAX = Reference("tax", lambda tx: TaxTable(load_rates(tx)))
"""The rates in process."""
