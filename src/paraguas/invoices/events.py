"""Facts of invoices."""

from typing import ClassVar

from msgspec import Struct


class InvoiceIssued(Struct, frozen=True):
    """An invoice got its number; `lines` are pairs of line number and units."""

    name: ClassVar[str] = "invoice.issued.v1"

    invoice_id: str
    number: str
    entity_id: str
    currency: str
    net_minor: int
    tax_minor: int
    lines: list[tuple[int, int]]


class InvoiceCredited(Struct, frozen=True):
    """A credit note took back units of an invoice; the sums are what is given back."""

    name: ClassVar[str] = "invoice.credited.v1"

    invoice_id: str
    number: str
    refers_to: str
    reason: str
    entity_id: str
    currency: str
    net_minor: int
    tax_minor: int
    lines: list[tuple[int, int]]


class TaxRatesSaved(Struct, frozen=True):
    """Rates were added or corrected; `jurisdictions` are those concerned, `rates` how many."""

    name: ClassVar[str] = "tax.rates_saved.v1"

    jurisdictions: list[str]
    rates: int
