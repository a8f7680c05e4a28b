"""What baskets keep of pools, and what becomes of it."""

from collections.abc import Iterable, Mapping

from paraguas.backorders.model import PoolHold, Waiting
from paraguas.values.ids import BasketId, SkuId

PoolKey = tuple[SkuId, str]
"""A SKU and its pool."""


def drawn_units(waiting: Iterable[Waiting]) -> dict[PoolKey, int]:
    """Add up what would wait, by pool: what a basket with it keeps."""
    return _sums((one.sku_id, one.pool_id, one.quantity) for one in waiting)


def kept_units(holds: Iterable[PoolHold]) -> dict[PoolKey, int]:
    """Add up what is kept, by pool."""
    return _sums((one.sku_id, one.pool_id, one.quantity) for one in holds)


def difference(was: Mapping[PoolKey, int], now: Mapping[PoolKey, int]) -> dict[PoolKey, int]:
    """Tell what pools give besides, or get back (below 0)."""
    return {key: now.get(key, 0) - was.get(key, 0) for key in sorted({*was, *now})}


def told_units(units: Mapping[PoolKey, int]) -> tuple[tuple[str, int], ...]:
    """Tell units by SKU, as a fact does."""
    by_sku: dict[str, int] = {}
    for (sku_id, _), quantity in sorted(units.items()):
        by_sku[sku_id] = by_sku.get(sku_id, 0) + quantity
    return tuple(by_sku.items())


def by_basket(holds: Iterable[PoolHold]) -> dict[BasketId, list[PoolHold]]:
    """Part holds by whose they are."""
    found: dict[BasketId, list[PoolHold]] = {}
    for one in holds:
        found.setdefault(one.basket_id, []).append(one)
    return found


def _sums(units: Iterable[tuple[SkuId, str, int]]) -> dict[PoolKey, int]:
    sums: dict[PoolKey, int] = {}
    for sku_id, pool_id, quantity in units:
        sums[sku_id, pool_id] = sums.get((sku_id, pool_id), 0) + quantity
    return sums
