"""What invoices refuse."""

from paraguas.values.refusal import Refusal


class TaxRateMissing(Refusal):
    """No rate of this category is in force in the jurisdiction on the day."""

    code = "tax_rate_missing"
    kind = "conflict"


class TaxRateMalformed(Refusal):
    """A rate to save is negative, above 100 %, or names no jurisdiction, category or source."""

    code = "tax_rate_malformed"


class TaxBorder(Refusal):
    """Goods would leave the tax area of the seller: an export, which needs customs papers."""

    code = "tax_border"
    kind = "conflict"
