"""The SQL of back-orders."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import astuple
from sqlalchemy import Row, bindparam, delete, func, select

from paraguas.backorders.model import Authorise, Pool, PoolHold, Terms, Waiting, WaitingState
from paraguas.backorders.tables import backorder_holds, backorder_pools, backorder_terms, backorders
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId, OrderId, PlaceId, SkuId

_TERMS = Terms.__struct_fields__
_POOL = Pool.__struct_fields__
_WAITING = Waiting.__struct_fields__
_HOLD = PoolHold.__struct_fields__
_t, _p, _b, _h = backorder_terms.c, backorder_pools.c, backorders.c, backorder_holds.c
_STILL = _b.state == WaitingState.WAITING.value
_TAKE = GuardedUpdate(
    backorder_pools,
    keys=("sku_id", "pool_id"),
    givens={"n": "taken"},
    sets="taken = t.taken + {n}",
    guard="t.taken + {n} >= 0 AND ({n} <= 0 OR t.taken + {n} <= t.units)",
)
_EXPECT = GuardedUpdate(
    backorder_pools,
    keys=("sku_id", "pool_id"),
    givens={"place": "place_id", "n": "units", "day": "expected_on"},
    sets="place_id = {place}, units = {n}, expected_on = {day}",
)
_END = GuardedUpdate(
    backorders,
    keys=("order_id", "waiting_no"),
    givens={"was": "quantity", "becomes": "state", "moment": "ended_at"},
    sets="state = {becomes}, ended_at = {moment}",
    guard="t.state = 'waiting' AND t.quantity = {was}",
)
_CHANGE = GuardedUpdate(
    backorders,
    keys=("order_id", "waiting_no"),
    givens={
        "was": "quantity",
        "from_pool": "pool_id",
        "n": "quantity",
        "pool": "pool_id",
        "until": "promised_at",
    },
    sets="quantity = {n}, pool_id = {pool}, promised_at = {until}",
    guard="t.state = 'waiting' AND t.quantity = {was} AND t.pool_id = {from_pool}",
)
_POOLS = Prepared(
    select(backorder_pools)
    .where(_p.sku_id.in_(bindparam("skus", expanding=True)))
    .where((_p.units > 0) | (_p.taken > 0))
    .order_by(_p.sku_id, _p.expected_on, _p.pool_id)
)
_AT = (
    select(backorders)
    .where(_STILL, _b.sku_id.in_(bindparam("skus", expanding=True)))
    .where(_b.place_id == bindparam("place"))
    .order_by(_b.asked_at, _b.order_id, _b.waiting_no)
)
_OF_ORDERS = (
    select(backorders)
    .where(_b.order_id.in_(bindparam("orders", expanding=True)))
    .order_by(_b.order_id, _b.waiting_no)
)
_HOLDS_OF = (
    select(backorder_holds)
    .where(_h.basket_id.in_(bindparam("baskets", expanding=True)))
    .order_by(_h.basket_id, _h.sku_id, _h.pool_id)
)
_HELD = select(_h.sku_id, _h.pool_id, func.sum(_h.quantity).label("units")).group_by(
    _h.sku_id, _h.pool_id
)
_SUMS = (
    select(_b.sku_id, _b.pool_id, func.sum(_b.quantity).label("units"))
    .where(_STILL)
    .group_by(_b.sku_id, _b.pool_id)
)


def all_terms(tx: Tx) -> list[Terms]:
    """Load all terms."""
    rows = tx.all(select(backorder_terms).order_by(_t.sku_id, _t.market))
    return [Terms(**(row._asdict() | {"authorise": Authorise(row.authorise)})) for row in rows]


def write_terms(tx: Tx, new: Terms) -> None:
    """Put terms in the place of those a SKU has in a market; none are written that say nothing."""
    tx.run(delete(backorder_terms).where(_t.sku_id == new.sku_id, _t.market == new.market))
    if not new.says_nothing:
        tx.insert(backorder_terms, _TERMS, [astuple(new)])


def expect(tx: Tx, pools: Sequence[Pool]) -> None:
    """Write how many units pools have and when; what is taken from them stays."""
    rows = [astuple(one) for one in pools]
    tx.insert(backorder_pools, _POOL, rows, lenient=True)
    changed = [(p.sku_id, p.pool_id, p.place_id, p.units, p.expected_on) for p in pools]
    tx.update(_EXPECT, changed)


def take(tx: Tx, units: dict[tuple[SkuId, str], int]) -> None:
    """Take units from pools, or (below 0) give them back; StaleSlice where they are not there."""
    tx.update(_TAKE, [(*key, n) for key, n in units.items() if n])


def pools_of(tx: Tx, sku_ids: Sequence[SkuId]) -> list[Pool]:
    """Find the pools of SKUs, the soonest first."""
    rows = tx.all(_POOLS, skus=list(sku_ids)) if sku_ids else ()
    return [Pool(*row) for row in rows]


def holds_of(tx: Tx, basket_ids: Sequence[BasketId]) -> list[PoolHold]:
    """Find what baskets keep of pools."""
    rows = tx.all(_HOLDS_OF, baskets=list(basket_ids)) if basket_ids else ()
    return [PoolHold(*row) for row in rows]


def holds_on(tx: Tx, sku_id: SkuId, pool_ids: Sequence[str]) -> list[PoolHold]:
    """Find what baskets keep of these pools of a SKU."""
    mine = select(backorder_holds).where(_h.sku_id == sku_id, _h.pool_id.in_(list(pool_ids)))
    return [PoolHold(*row) for row in tx.all(mine.order_by(_h.basket_id))] if pool_ids else []


def add_holds(tx: Tx, new: Sequence[PoolHold]) -> None:
    """Write down what baskets keep."""
    tx.insert(backorder_holds, _HOLD, [astuple(one) for one in new])


def end_holds(tx: Tx, ended: Sequence[PoolHold]) -> None:
    """Let baskets keep these no more; StaleSlice where one was let go already."""
    rows = [(one.sku_id, one.pool_id, one.basket_id) for one in ended]
    tx.delete(backorder_holds, ("sku_id", "pool_id", "basket_id"), rows)


def add_waiting(tx: Tx, new: Sequence[Waiting]) -> None:
    """Write down who waits."""
    tx.insert(backorders, _WAITING, [astuple(one) for one in new])


def end_waiting(tx: Tx, ended: Sequence[Waiting], state: WaitingState, at: int) -> None:
    """Write that nobody waits any more; StaleSlice where it is not as it was found."""
    rows = [(one.order_id, one.waiting_no, one.quantity, state.value, at) for one in ended]
    tx.update(_END, rows)


def change_waiting(tx: Tx, changes: Sequence[tuple[Waiting, Waiting]]) -> None:
    """Change units, pool or promise of who waits (was, becomes); StaleSlice as `end_waiting`."""
    rows = [
        (
            *(was.order_id, was.waiting_no, was.quantity, was.pool_id),
            *(becomes.quantity, becomes.pool_id, becomes.promised_at),
        )
        for was, becomes in changes
    ]
    tx.update(_CHANGE, rows)


def skus_of_pool(tx: Tx, pool_id: str) -> list[SkuId]:
    """Tell which SKUs a purchase order brings or brought, as far as pools know."""
    found = select(_p.sku_id).where(_p.pool_id == pool_id).order_by(_p.sku_id)
    return [SkuId(row.sku_id) for row in tx.all(found)]


def waiting_at(tx: Tx, place_id: PlaceId, sku_ids: Sequence[SkuId], *, most: int) -> list[Waiting]:
    """Find who waits at a place for SKUs, the longest waiting first."""
    rows = tx.all(_AT.limit(most), place=place_id, skus=list(sku_ids)) if sku_ids else ()
    return [_waiting(row) for row in rows]


def waiting_units(tx: Tx, place_id: PlaceId, sku_ids: Sequence[SkuId]) -> dict[SkuId, int]:
    """Add up who waits at a place, by SKU."""
    summed = (
        select(_b.sku_id, func.sum(_b.quantity).label("units"))
        .where(_STILL, _b.place_id == place_id, _b.sku_id.in_(list(sku_ids)))
        .group_by(_b.sku_id)
    )
    return {SkuId(row.sku_id): int(row.units) for row in tx.all(summed)} if sku_ids else {}


def of_orders(tx: Tx, order_ids: Sequence[OrderId]) -> list[Waiting]:
    """Find what waits or waited of orders."""
    rows = tx.all(_OF_ORDERS, orders=list(order_ids)) if order_ids else ()
    return [_waiting(row) for row in rows]


def sums(tx: Tx) -> dict[tuple[str, str], int]:
    """Add up who waits and what baskets keep, by SKU and pool."""
    found: dict[tuple[str, str], int] = {}
    for row in (*tx.all(_SUMS), *tx.all(_HELD)):
        key = row.sku_id, row.pool_id
        found[key] = found.get(key, 0) + int(row.units)
    return found


def taken(tx: Tx) -> dict[tuple[str, str], int]:
    """Tell what is taken from pools, by SKU and pool."""
    rows = tx.all(select(_p.sku_id, _p.pool_id, _p.taken).where(_p.taken != 0))
    return {(row.sku_id, row.pool_id): int(row.taken) for row in rows}


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(**(row._asdict() | {"state": WaitingState(row.state)}))
