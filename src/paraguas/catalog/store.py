"""The catalogue's SQL."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from paraguas.catalog.model import Bundle, Price, Product, Sku, SkuKind
from paraguas.catalog.tables import prices, products, skus
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.upsert import Upserted, upsert
from paraguas.values.ids import ProductId, SkuId
from paraguas.values.quantity import Unit

SKU_COLUMNS = (
    *("sku_id", "code", "product_id", "titles", "gtin", "unit", "per", "kind", "tax_category"),
    *("minutes", "skill", "attributes", "bundle"),
)
_PRODUCT_COLUMNS = ("product_id", "code", "titles", "department")
_PRICE_COLUMNS = ("sku_id", "currency", "price_list", "from_at", "until_at", "amount_minor")

_ALL_PRODUCTS = select(*(products.c[name] for name in _PRODUCT_COLUMNS))
_ALL_SKUS = select(*(skus.c[name] for name in SKU_COLUMNS))
_ALL_PRICES = select(*(prices.c[name] for name in _PRICE_COLUMNS)).order_by(
    prices.c.sku_id, prices.c.from_at
)
_KNOWN_PRODUCTS = select(products.c.product_id).where(
    products.c.product_id.in_(bindparam("ids", expanding=True))
)
_KINDS = select(skus.c.sku_id, skus.c.kind).where(
    skus.c.sku_id.in_(bindparam("ids", expanding=True))
)
_GTIN_OWNERS = select(skus.c.gtin, skus.c.sku_id).where(
    skus.c.gtin.in_(bindparam("gtins", expanding=True))
)
_CHUNK = 1000
_to_json = msgspec.json.Encoder(order="sorted").encode
_read_texts = msgspec.json.Decoder(dict[str, str]).decode
_read_bundle = msgspec.json.Decoder(Bundle).decode

SkuRow = tuple[Any, ...]
"""A row of `skus`, in the order of SKU_COLUMNS."""


def put_products(tx: Tx, given: Iterable[Product]) -> Upserted:
    """Save products by id."""
    rows = [(p.product_id, p.code, _text(p.titles), p.department) for p in given]
    return upsert(tx, products, _PRODUCT_COLUMNS, rows)


def put_skus(tx: Tx, given: Iterable[Sku]) -> Upserted:
    """Save SKUs by id."""
    rows = [
        (
            *(s.sku_id, s.code, s.product_id, _text(s.titles), s.gtin, s.unit.value, s.per),
            *(s.kind.value, s.tax_category, s.minutes, s.skill, _text(s.attributes)),
            _to_json(s.bundle).decode() if s.bundle else None,
        )
        for s in given
    ]
    return upsert(tx, skus, SKU_COLUMNS, rows)


def put_prices(tx: Tx, given: Iterable[Price]) -> Upserted:
    """Save prices by SKU, currency, list and begin."""
    rows = [
        (p.sku_id, p.currency, p.price_list, p.from_at, p.until_at, p.amount_minor) for p in given
    ]
    return upsert(tx, prices, _PRICE_COLUMNS, rows)


def known_products(tx: Tx, ids: Iterable[ProductId]) -> set[str]:
    """Tell which of these products are listed."""
    return {row[0] for chunk in _chunks(ids) for row in tx.all(_KNOWN_PRODUCTS, ids=chunk)}


def kinds_of(tx: Tx, ids: Iterable[SkuId]) -> dict[str, SkuKind]:
    """Tell which of these SKUs are listed, and of what kind."""
    found = (row for chunk in _chunks(ids) for row in tx.all(_KINDS, ids=chunk))
    return {row.sku_id: SkuKind(row.kind) for row in found}


def gtin_owners(tx: Tx, gtins: Iterable[str]) -> dict[str, str]:
    """Tell which SKU carries each of these GTINs, where one does."""
    found = (row for chunk in _chunks(gtins) for row in tx.all(_GTIN_OWNERS, gtins=chunk))
    return {row.gtin: row.sku_id for row in found}


def all_products(tx: Tx) -> list[Product]:
    """Load all products."""
    return [
        Product(row.product_id, row.code, _read_texts(row.titles), row.department)
        for row in tx.all(_ALL_PRODUCTS)
    ]


def all_sku_rows(tx: Tx) -> list[SkuRow]:
    """Load the rows of all SKUs; `sku_of` makes a SKU of one when it is wanted."""
    repeated = ("product_id", "unit", "kind", "tax_category", "attributes")
    return _shared(tx.all(_ALL_SKUS), map(SKU_COLUMNS.index, repeated))


def all_price_rows(tx: Tx) -> list[tuple[Any, ...]]:
    """Load the rows of all prices by SKU: id, currency, list, from, until, amount."""
    return _shared(tx.all(_ALL_PRICES), map(_PRICE_COLUMNS.index, ("currency", "price_list")))


def sku_of(row: SkuRow) -> Sku:
    """Make a SKU of its row."""
    sku_id, code, product_id, titles, gtin, unit, per, kind, tax, minutes, skill, texts, parts = row
    return Sku(
        sku_id=sku_id,
        code=code,
        product_id=product_id,
        titles=_read_texts(titles),
        gtin=gtin,
        unit=Unit(unit),
        per=per,
        kind=SkuKind(kind),
        tax_category=tax,
        minutes=minutes,
        skill=skill,
        attributes=_read_texts(texts),
        bundle=_read_bundle(parts) if parts else None,
    )


def _text(texts: Mapping[str, str]) -> str:
    return _to_json(dict(texts)).decode()


def _chunks(keys: Iterable[str]) -> Iterable[Sequence[str]]:
    distinct = sorted(set(keys))
    return (distinct[start : start + _CHUNK] for start in range(0, len(distinct), _CHUNK))


def _shared(rows: Sequence[Any], repeated: Iterable[int]) -> list[tuple[Any, ...]]:
    """Keep one copy of what many rows repeat: a large catalogue weighs a third less."""
    if not rows:
        return []
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    copies: dict[Any, Any] = {}
    for place in repeated:
        columns[place] = map(copies.setdefault, columns[place], columns[place])
    return list(zip(*columns, strict=True))
