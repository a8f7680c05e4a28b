"""What invoices refuse."""

from paraguas.values.refusal import Refusal


class TaxRateMissing(Refusal):
    """No rate of this category is in force in the jurisdiction on the day."""

    code = "tax_rate_missing"
    kind = "conflict"


class TaxRateMalformed(Refusal):
    """A rate to save is negative, above 100 %, or names no jurisdiction, category or source."""

    code = "tax_rate_malformed"


class TaxTableGap(Refusal):
    """A rate ends on a day on which none begins."""

    code = "tax_table_gap"


class TaxStandardMissing(Refusal):
    """A jurisdiction would have rates, and none that most goods have."""

    code = "tax_standard_missing"


class TaxZoneMissing(Refusal):
    """Nobody said by which clock the days of a jurisdiction begin."""

    code = "tax_zone_missing"


class TaxNumberMalformed(Refusal):
    """The tax number is none its country gives: its form or its check digits are wrong."""

    code = "tax_number_malformed"


class TaxBorder(Refusal):
    """Goods would leave the tax area of the seller: an export, which needs customs papers."""

    code = "tax_border"
    kind = "conflict"


class NothingToInvoice(Refusal):
    """The draft has no line, or a line has no units left to invoice."""

    code = "nothing_to_invoice"
    kind = "conflict"


class BeyondOrdered(Refusal):
    """More units of a line would be invoiced than it has."""

    code = "beyond_ordered"
    kind = "conflict"


class BeyondInvoiced(Refusal):
    """More units of a line would be credited than were invoiced and not yet credited."""

    code = "beyond_invoiced"
    kind = "conflict"


class InvoiceAbsent(Refusal):
    """There is no such document."""

    code = "invoice_absent"
    kind = "absent"
