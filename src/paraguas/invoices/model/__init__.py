"""The nouns of invoices: taxes and documents."""

from paraguas.invoices.model.document import (
    CreditDraft as CreditDraft,
    CreditReason as CreditReason,
    Document as Document,
    DocumentKind as DocumentKind,
    DocumentLine as DocumentLine,
    DraftLine as DraftLine,
    Heading as Heading,
    InBundle as InBundle,
    InvoiceDraft as InvoiceDraft,
    Origin as Origin,
    Paid as Paid,
    Party as Party,
    RateSum as RateSum,
)
from paraguas.invoices.model.tax import (
    Jurisdiction as Jurisdiction,
    Levy as Levy,
    LineTax as LineTax,
    Rate as Rate,
    Seller as Seller,
    TaxPart as TaxPart,
    TaxRate as TaxRate,
    Treatment as Treatment,
)
