"""SKUs as they go out."""

from collections.abc import Mapping

from msgspec import Struct

from paraguas.catalog.model import Price, Sku
from paraguas.catalog.queries import Catalogue
from paraguas.network.queries import Network
from paraguas.values.ids import SkuId
from paraguas.views.stock_standing import StockStanding


class PartOut(Struct, frozen=True):
    """Goods in a bundle: code, and how many units are in one of it."""

    sku: str
    quantity: int


class SkuOut(Struct, frozen=True):
    """A SKU in one language.

    prices: what `per` of its unit cost now, in minor units by currency.  minutes and skill: of a
    service.  parts: of a bundle; separable where they may be cancelled alone.
    """

    sku_id: SkuId
    code: str
    product: str | None
    department: str | None
    title: str
    gtin: str | None
    unit: str
    per: int
    kind: str
    tax_category: str
    minutes: int
    skill: str | None
    attributes: Mapping[str, str]
    prices: Mapping[str, int]
    parts: tuple[PartOut, ...] = ()
    separable: bool = False


class SkuDetail(Struct, frozen=True):
    """A SKU with its titles, past and coming prices too, and where it lies."""

    sku: SkuOut
    titles: Mapping[str, str]
    prices: tuple[Price, ...]
    stock: StockStanding | None


def show_sku(listed: Catalogue, net: Network, sku: Sku, language: str, at: int) -> SkuOut:
    """Show a SKU in a language with the prices in force at an instant."""
    product = listed.product(sku.product_id)
    prices = {
        market.currency: price.amount_minor
        for market in net.markets
        if (price := listed.price(sku.sku_id, market.currency, at))
    }
    return SkuOut(
        sku_id=sku.sku_id,
        code=sku.code,
        product=product.code if product else None,
        department=product.department if product else None,
        title=sku.title(language),
        gtin=sku.gtin,
        unit=sku.unit.value,
        per=sku.per,
        kind=sku.kind.value,
        tax_category=sku.tax_category,
        minutes=sku.minutes,
        skill=sku.skill,
        attributes=sku.attributes,
        prices=prices,
        parts=tuple(
            PartOut(part.code, one.quantity)
            for one in (sku.bundle.parts if sku.bundle else ())
            if (part := listed.sku(one.sku_id))
        ),
        separable=bool(sku.bundle and sku.bundle.separable),
    )
