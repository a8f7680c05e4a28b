"""What other floors may read of back-orders."""

from collections.abc import Sequence

from paraguas.backorders import store
from paraguas.backorders.model import Pool, PoolHold, Terms, Waiting, WaitingState
from paraguas.backorders.rules.pools import Pools
from paraguas.backorders.rules.terms import TermsBook
from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.values.ids import BasketId, OrderId, PlaceId, SkuId

reference = Reference("backorder_terms", lambda tx: TermsBook(store.all_terms(tx)))


def terms_book(tx: Tx) -> TermsBook:
    """Give all terms as this transaction sees them."""
    return reference.get(tx)


def terms_of(tx: Tx, sku_id: SkuId) -> list[Terms]:
    """Give the terms of a SKU, market by market."""
    return [one for one in terms_book(tx).all if one.sku_id == sku_id]


def slice_pools(tx: Tx, sku_ids: Sequence[SkuId]) -> Pools:
    """Load what SKUs may be promised from before they are there, in one statement."""
    return Pools(store.pools_of(tx, sku_ids))


def pools_of(tx: Tx, sku_ids: Sequence[SkuId]) -> list[Pool]:
    """Give the pools of SKUs, the soonest first."""
    return store.pools_of(tx, sku_ids)


def slice_holds(tx: Tx, basket_ids: Sequence[BasketId]) -> dict[BasketId, tuple[PoolHold, ...]]:
    """Load what baskets keep of pools, in one statement; baskets that keep nothing are left out."""
    found: dict[BasketId, tuple[PoolHold, ...]] = {}
    for hold in store.holds_of(tx, basket_ids):
        found[hold.basket_id] = (*found.get(hold.basket_id, ()), hold)
    return found


def holds_on(tx: Tx, sku_id: SkuId, pool_ids: Sequence[str]) -> list[PoolHold]:
    """Give what baskets keep of these pools of a SKU."""
    return store.holds_on(tx, sku_id, pool_ids)


def skus_of_pool(tx: Tx, pool_id: str) -> list[SkuId]:
    """Tell which SKUs a purchase order brings, or brought before it was changed."""
    return store.skus_of_pool(tx, pool_id)


def waiting_at(
    tx: Tx, place_id: PlaceId, sku_ids: Sequence[SkuId], *, most: int = 100
) -> list[Waiting]:
    """Give who waits at a place for SKUs, the longest waiting first."""
    return store.waiting_at(tx, place_id, sku_ids, most=most)


def waiting_units(tx: Tx, place_id: PlaceId, sku_ids: Sequence[SkuId]) -> dict[SkuId, int]:
    """Tell how many units are waited for at a place, by SKU."""
    return store.waiting_units(tx, place_id, sku_ids)


def waits_of(tx: Tx, order_ids: Sequence[OrderId]) -> list[Waiting]:
    """Give what waits or waited of orders, whatever became of it."""
    return store.of_orders(tx, order_ids)


def still_waiting(tx: Tx, order_id: OrderId) -> list[Waiting]:
    """Give what still waits of an order."""
    return [one for one in waits_of(tx, [order_id]) if one.state is WaitingState.WAITING]


def audit(tx: Tx) -> list[Check]:
    """Verify that what is taken from a pool is what waits for it and what baskets keep."""
    sums, taken = store.sums(tx), store.taken(tx)
    wrong = tuple(
        f"SKU {key[0]} has {taken.get(key, 0)} taken from {key[1]}, "
        f"and {sums.get(key, 0)} wait or are kept"
        for key in sorted({*sums, *taken})
        if sums.get(key, 0) != taken.get(key, 0)
    )
    return [Check("what is taken from a pool waits for it or is kept", len(taken), wrong)]
