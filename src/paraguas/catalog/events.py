"""What the catalogue announces: one fact for each call, so that an import is a few facts."""

from typing import ClassVar

from msgspec import Struct


class ProductListed(Struct, frozen=True):
    """Products were listed or described anew; codes in the order given."""

    name: ClassVar[str] = "product.listed.v1"
    codes: list[str]


class SkuListed(Struct, frozen=True):
    """SKUs were listed or described anew; codes in the order given."""

    name: ClassVar[str] = "sku.listed.v1"
    codes: list[str]


class SetPrice(Struct, frozen=True):
    """One price among those set."""

    sku_id: str
    currency: str
    price_list: str
    from_at: int
    until_at: int | None
    amount_minor: int


class PriceSet(Struct, frozen=True):
    """Prices were set, or moved; each says from when."""

    name: ClassVar[str] = "price.set.v1"
    prices: list[SetPrice]
