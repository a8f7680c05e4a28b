"""What the catalogue refuses."""

from paraguas.values.refusal import Refusal


class SkuUnknown(Refusal):
    """No SKU has this code or GTIN."""

    code = "sku_unknown"
    kind = "absent"


class ProductUnknown(Refusal):
    """A SKU names a product that is not listed."""

    code = "product_unknown"
    kind = "absent"


class PriceMissing(Refusal):
    """The SKU has no price in this currency at this time."""

    code = "price_missing"
    kind = "conflict"


class GtinInvalid(Refusal):
    """Not 8, 12, 13 or 14 digits, or the check digit does not fit."""

    code = "gtin_invalid"


class GtinTaken(Refusal):
    """Another SKU carries this GTIN, so a scan could not tell them apart."""

    code = "gtin_taken"
    kind = "conflict"
