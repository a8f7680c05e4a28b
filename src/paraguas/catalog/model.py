"""What is sold, as plain values."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from paraguas.values.ids import ProductId, SkuId, digest_id
from paraguas.values.quantity import Unit

STANDARD = "standard"
"""The price list everybody buys from."""


class SkuKind(StrEnum):
    """Whether stock moves, a person's time is taken, or it is several SKUs sold as one."""

    GOODS = "goods"
    SERVICE = "service"
    BUNDLE = "bundle"


def product_id_of(code: str) -> ProductId:
    """Give the id of the product with this code; an import can be repeated because of it."""
    return ProductId(digest_id("product", code))


def sku_id_of(code: str) -> SkuId:
    """Give the id of the SKU with this code."""
    return SkuId(digest_id("sku", code))


class Product(Struct, frozen=True):
    """What a customer would name; its SKUs are what is counted, priced and taxed."""

    product_id: ProductId
    code: str
    titles: Mapping[str, str]
    department: str | None = None


class Part(Struct, frozen=True):
    """Goods in a bundle, and how many units of them are in one of it."""

    sku_id: SkuId
    quantity: int

    def units_in(self, bundles: int) -> int:
        """Give how many units of it are in so many bundles."""
        return self.quantity * bundles


class Bundle(Struct, frozen=True):
    """What a bundle is made of.

    separable: parts of it may be cancelled alone; else it goes whole.
    """

    parts: tuple[Part, ...]
    separable: bool = False


class Sku(Struct, frozen=True):
    """What is counted, priced and taxed.

    titles: language -> text.  gtin: 14 digits.  per: its price is for this many units (1 piece,
    1000 grams).  tax_category: what a rate is looked up by; the parts of a bundle have their own.
    minutes and skill: of a service, how long it takes and what the associate must know.  bundle: of
    one, its parts; they are what is stocked.
    """

    sku_id: SkuId
    code: str
    product_id: ProductId
    titles: Mapping[str, str]
    gtin: str | None = None
    unit: Unit = Unit.PIECE
    per: int = 1
    kind: SkuKind = SkuKind.GOODS
    tax_category: str = "standard"
    minutes: int = 0
    skill: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    bundle: Bundle | None = None

    def title(self, language: str) -> str:
        """Give the title in a language; in English or whatever there is where it has none."""
        return (
            self.titles.get(language) or self.titles.get("en") or next(iter(self.titles.values()))
        )


class Price(Struct, frozen=True):
    """What `per` units of a SKU cost in one currency, from an instant on.

    amount_minor: with or without tax as the market says.  until_at: None where no end is set.
    """

    sku_id: SkuId
    currency: str
    amount_minor: int
    from_at: int
    until_at: int | None = None
    price_list: str = STANDARD
