"""What the catalogue announces: one fact for each call, so that an import is a few facts."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ProductListed:
    """Products were listed or described anew; codes in the order given."""

    name: ClassVar[str] = "product.listed.v1"
    codes: list[str]


@dataclass(frozen=True, slots=True)
class SkuListed:
    """SKUs were listed or described anew; codes in the order given."""

    name: ClassVar[str] = "sku.listed.v1"
    codes: list[str]


@dataclass(frozen=True, slots=True)
class SetPrice:
    """One price among those set."""

    sku_id: str
    currency: str
    price_list: str
    from_at: int
    until_at: int | None
    amount_minor: int


@dataclass(frozen=True, slots=True)
class PriceSet:
    """Prices were set, or moved; each says from when."""

    name: ClassVar[str] = "price.set.v1"
    prices: list[SetPrice]
