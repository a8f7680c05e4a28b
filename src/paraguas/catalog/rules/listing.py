"""Whether a product, SKU or price may stand in the catalogue."""

from paraguas.catalog.errors import GtinInvalid
from paraguas.catalog.model import Price, Product, Sku, SkuKind
from paraguas.catalog.rules.gtin import read_gtin
from paraguas.values.money import LARGEST_MINOR, exponent
from paraguas.values.quantity import LARGEST_QUANTITY, Unit
from paraguas.values.refusal import Malformed

LONGEST_CODE = 60
MOST_PARTS = 50


def check_product(product: Product) -> Product:
    """Pass a product on, or refuse it as malformed."""
    _check_names("product", product.code, dict(product.titles))
    return product


def check_sku(sku: Sku) -> Sku:
    """Pass a SKU on, or refuse it: malformed, or its GTIN is not one."""
    _check_names("sku", sku.code, dict(sku.titles))
    if sku.gtin is not None and read_gtin(sku.gtin) != sku.gtin:
        raise GtinInvalid(gtin=sku.gtin)
    if sku.per < 1:
        raise Malformed(where=f"sku {sku.code} per", problem="below 1")
    takes_time = sku.minutes > 0
    if takes_time != (sku.kind is SkuKind.SERVICE):
        raise Malformed(where=f"sku {sku.code} minutes", problem="services and only they take time")
    _check_bundle(sku)
    if not sku.tax_category:
        raise Malformed(where=f"sku {sku.code} tax_category", problem="empty")
    return sku


def check_price(price: Price) -> Price:
    """Pass a price on, or refuse it: malformed, or of no known currency."""
    exponent(price.currency)
    if not 0 <= price.amount_minor <= LARGEST_MINOR:
        raise Malformed(where="price amount_minor", problem=f"{price.amount_minor}")
    if price.until_at is not None and price.until_at <= price.from_at:
        raise Malformed(where="price until_at", problem="not after from_at")
    return price


def _check_bundle(sku: Sku) -> None:
    where = f"sku {sku.code} bundle"
    parts = sku.bundle.parts if sku.bundle else ()
    if bool(parts) is not (sku.kind is SkuKind.BUNDLE):
        raise Malformed(where=where, problem="bundles and only they have parts")
    if len(parts) > MOST_PARTS or len({part.sku_id for part in parts}) < len(parts):
        raise Malformed(where=where, problem=f"a part twice, or over {MOST_PARTS} parts")
    if any(not 1 <= part.quantity <= LARGEST_QUANTITY for part in parts):
        raise Malformed(where=where, problem="quantity of a part")
    if parts and (sku.per != 1 or sku.unit is not Unit.PIECE):
        raise Malformed(where=where, problem="counted and priced by the piece")


def _check_names(where: str, code: str, titles: dict[str, str]) -> None:
    if not 0 < len(code) <= LONGEST_CODE or code != code.strip() or not code.isprintable():
        raise Malformed(where=f"{where} code", problem=f"{code[:LONGEST_CODE]!r}")
    if not titles or not all(language and title for language, title in titles.items()):
        raise Malformed(where=f"{where} {code} titles", problem="empty")
