"""What other floors may read of invoices."""

from paraguas.invoices.rules.tax_table import TaxTable
from paraguas.invoices.store import TAX
from paraguas.plumbing.tx import Tx


def tax_table(tx: Tx) -> TaxTable:
    """Give the rates that are true for this transaction."""
    return TAX.get(tx)
