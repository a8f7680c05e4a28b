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


class PartUnfit(Refusal):
    """A bundle names a part that is not listed, or is no goods."""

    code = "part_unfit"


class BundleUnstocked(Refusal):
    """Stock is kept of a bundle's parts, never of the bundle."""

    code = "bundle_unstocked"


class BundleWhole(Refusal):
    """Parts of a bundle were to go without the rest of it."""

    code = "bundle_whole"
    kind = "conflict"


class BundleNotAdded(Refusal):
    """A bundle cannot be added to an order that is placed."""

    code = "bundle_not_added"
    kind = "conflict"


class GtinInvalid(Refusal):
    """Not 8, 12, 13 or 14 digits, or the check digit does not fit."""

    code = "gtin_invalid"


class GtinTaken(Refusal):
    """Another SKU carries this GTIN, so a scan could not tell them apart."""

    code = "gtin_taken"
    kind = "conflict"
