"""Rows of the catalogue: a SKU each, with the product it belongs to."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from paraguas.catalog.actions.save_products import save_products
from paraguas.catalog.actions.save_skus import save_skus
from paraguas.catalog.errors import GtinInvalid
from paraguas.catalog.model import Bundle, Part, Product, Sku, SkuKind, product_id_of, sku_id_of
from paraguas.catalog.rules.gtin import read_gtin
from paraguas.doors.imports.cells import Cells
from paraguas.doors.imports.kinds import Kind, Known, titles
from paraguas.doors.imports.rows import Columns
from paraguas.plumbing.tx import Tx
from paraguas.values.quantity import Unit
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp

T = TypeVar("T", Unit, SkuKind)


class Listing(NamedTuple):
    """A SKU and the product it belongs to; None where the product is listed and not described."""

    sku: Sku
    product: Product | None


def read_listing(cells: Cells, known: Known) -> Listing:
    """Read a SKU; its product is described by the product's own columns, or new and named alike."""
    code = cells.needed("sku", most=60)
    of = cells.text("product", code, most=60)
    named = titles(cells, "title")
    sku = Sku(
        sku_id=sku_id_of(code),
        code=code,
        product_id=product_id_of(of),
        titles=named,
        gtin=_gtin(cells),
        unit=_choice(cells, "unit", Unit.PIECE),
        per=cells.whole("per", 1),
        kind=_choice(cells, "kind", SkuKind.GOODS),
        tax_category=cells.text("tax_category", "standard", most=24),
        minutes=cells.whole("minutes", 0),
        skill=cells.text("skill", most=40) or None,
        attributes=cells.family("attribute_"),
        bundle=_bundle(cells),
    )
    described = titles(cells, "product_title")
    if of != code and not described and known.catalogue.product(product_id_of(of)):
        return Listing(sku, None)
    department = cells.text("department", most=60) or None
    product = Product(product_id_of(of), of, described or named, department)
    return Listing(sku, known.products.setdefault(product.product_id, product))


def save_listings(tx: Tx, stamp: Stamp, listings: Sequence[Listing]) -> int:
    """Save products, then their SKUs."""
    products = {p.product_id: p for listing in listings if (p := listing.product)}
    save_products(tx, stamp, list(products.values()))
    return save_skus(tx, stamp, [listing.sku for listing in listings])


def _gtin(cells: Cells) -> str | None:
    text = cells.text("gtin")
    if not text:
        return None
    gtin = read_gtin(text)
    if gtin is None:
        raise GtinInvalid(gtin=text)
    return gtin


def _bundle(cells: Cells) -> Bundle | None:
    """Read the parts of a bundle: `TABLE; CHAIR*4`."""
    parts = []
    for told in filter(None, cells.text("parts", most=4000).split(";")):
        code, _, units = told.partition("*")
        if not (units.strip() or "1").isdecimal():
            raise Malformed(where="parts", problem=told)
        parts.append(Part(sku_id_of(code.strip()), int(units.strip() or 1)))
    return Bundle(tuple(parts), cells.yes("separable")) if parts else None


def _choice(cells: Cells, name: str, default: T) -> T:
    try:
        return type(default)(cells.text(name, str(default)))
    except ValueError as unknown:
        raise Malformed(where=name, problem=cells.text(name)) from unknown


CATALOGUE = Kind(
    Columns(
        needed=("sku",),
        optional=(
            *("title", "product", "product_title", "department", "gtin", "unit", "per"),
            *("kind", "tax_category", "minutes", "skill", "parts", "separable"),
        ),
        prefixes=("title_", "product_title_", "attribute_"),
    ),
    read=read_listing,
    key=lambda listing: (listing.sku.code,),
    save=save_listings,
)
