"""What other floors may read of the catalogue: one snapshot, good for a transaction."""

from collections.abc import Iterable
from typing import Any

from paraguas.catalog import store
from paraguas.catalog.model import STANDARD, Price, Product, Sku
from paraguas.catalog.rules.gtin import read_gtin
from paraguas.catalog.rules.pricing import price_in_force
from paraguas.catalog.rules.searching import SearchIndex
from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import ProductId, SkuId


class Catalogue:
    """Everything sold, at one version.

    It keeps rows as the database gave them and makes a SKU of one when it is first asked for:
    100,000 SKUs load in a fraction of a second and stay out of the garbage collector's way.
    """

    def __init__(
        self,
        products: Iterable[Product],
        sku_rows: Iterable[store.SkuRow],
        price_rows: Iterable[tuple[Any, ...]],
    ) -> None:
        """Index the rows by id, code and GTIN; `price_rows` come in the order of their begin."""
        self._products = {product.product_id: product for product in products}
        self._rows = {row[0]: row for row in sku_rows}
        self._ids = {row[1]: row[0] for row in self._rows.values()}
        self._gtins = {row[4]: row[0] for row in self._rows.values() if row[4]}
        self._prices: dict[str, tuple[tuple[Any, ...], ...]] = {}
        for row in price_rows:
            self._prices[row[0]] = (*self._prices.get(row[0], ()), row[1:])
        self._asked: dict[tuple[str, str, str], tuple[Price, ...]] = {}
        self._made: dict[str, Sku] = {}
        self._order = tuple(self._rows)
        self._indexes: dict[str, SearchIndex] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def sku(self, sku_id: SkuId) -> Sku | None:
        """Give the SKU with this id."""
        made = self._made.get(sku_id)
        if made is None and (row := self._rows.get(sku_id)):
            made = self._made[sku_id] = store.sku_of(row)
        return made

    def ids(self) -> tuple[SkuId, ...]:
        """Give the ids of all SKUs."""
        return self._order

    def by_code(self, code: str) -> Sku | None:
        """Give the SKU with this code."""
        found = self._ids.get(code)
        return self.sku(found) if found else None

    def find(self, text: str) -> Sku | None:
        """Give the SKU with this code or, as scanned or typed, this GTIN of 8 to 14 digits."""
        found = self._ids.get(text.strip())
        if found is None and (gtin := read_gtin(text)):
            found = self._gtins.get(gtin)
        return self.sku(found) if found else None

    def product(self, product_id: ProductId) -> Product | None:
        """Give the product with this id."""
        return self._products.get(product_id)

    def category(self, sku: Sku) -> str:
        """Name what rules sort a SKU by: its product's department, empty where it has none."""
        product = self._products.get(sku.product_id)
        return (product.department if product else None) or ""

    def categories(self) -> frozenset[str]:
        """Give what rules may sort SKUs by."""
        return frozenset(one.department for one in self._products.values() if one.department)

    def skus_of(self, product_id: ProductId) -> list[Sku]:
        """Give the SKUs of a product, by code."""
        found = (self.sku(row[0]) for row in self._rows.values() if row[2] == product_id)
        return sorted((sku for sku in found if sku), key=lambda sku: sku.code)

    def prices(self, sku_id: SkuId, currency: str, price_list: str = STANDARD) -> list[Price]:
        """Give all prices of a SKU in a currency, past and coming too, by their begin."""
        return [
            Price(sku_id, currency, amount, from_at, until_at, price_list)
            for code, name, from_at, until_at, amount in self._prices.get(sku_id, ())
            if code == currency and name == price_list
        ]

    def price(
        self, sku_id: SkuId, currency: str, at: int, price_list: str = STANDARD
    ) -> Price | None:
        """Give the price in force at an instant; the same at every door."""
        key = sku_id, currency, price_list
        if key not in self._asked:
            self._asked[key] = tuple(self.prices(sku_id, currency, price_list))
        return price_in_force(self._asked[key], at)

    def search(self, words: str, language: str, most: int = 20) -> list[Sku]:
        """Find SKUs by words of their title in a language or of their code, the best first."""
        if language not in self._indexes:
            skus = map(store.sku_of, self._rows.values())
            self._indexes[language] = SearchIndex(f"{s.title(language)} {s.code}" for s in skus)
        found = (self.sku(self._order[n]) for n in self._indexes[language].find(words, most))
        return [sku for sku in found if sku]


def _load(tx: Tx) -> Catalogue:
    return Catalogue(store.all_products(tx), store.all_sku_rows(tx), store.all_price_rows(tx))


reference = Reference("catalogue", _load)


def catalogue(tx: Tx) -> Catalogue:
    """Give the catalogue as this transaction sees it."""
    return reference.get(tx)
