"""The nouns of invoices: taxes and documents."""

from paraguas.invoices.model.document import (
    CreditDraft as CreditDraft,
)
from paraguas.invoices.model.document import (
    CreditReason as CreditReason,
)
from paraguas.invoices.model.document import (
    Document as Document,
)
from paraguas.invoices.model.document import (
    DocumentKind as DocumentKind,
)
from paraguas.invoices.model.document import (
    DocumentLine as DocumentLine,
)
from paraguas.invoices.model.document import (
    DraftLine as DraftLine,
)
from paraguas.invoices.model.document import (
    Heading as Heading,
)
from paraguas.invoices.model.document import (
    InvoiceDraft as InvoiceDraft,
)
from paraguas.invoices.model.document import (
    Origin as Origin,
)
from paraguas.invoices.model.document import (
    Paid as Paid,
)
from paraguas.invoices.model.document import (
    Party as Party,
)
from paraguas.invoices.model.document import (
    RateSum as RateSum,
)
from paraguas.invoices.model.tax import (
    Jurisdiction as Jurisdiction,
)
from paraguas.invoices.model.tax import (
    Levy as Levy,
)
from paraguas.invoices.model.tax import (
    LineTax as LineTax,
)
from paraguas.invoices.model.tax import (
    Rate as Rate,
)
from paraguas.invoices.model.tax import (
    Seller as Seller,
)
from paraguas.invoices.model.tax import (
    TaxPart as TaxPart,
)
from paraguas.invoices.model.tax import (
    TaxRate as TaxRate,
)
from paraguas.invoices.model.tax import (
    Treatment as Treatment,
)
