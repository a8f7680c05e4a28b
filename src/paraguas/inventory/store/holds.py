"""Holds: what baskets keep; an ended hold stays, so that history can name its basket."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select

from paraguas.inventory.model import Hold, Movement
from paraguas.inventory.tables import holds
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId, PlaceId, SkuId

_HOLD = ("sku_id", "place_id", "hold_id", "basket_id", "quantity", "expires_at")
_END = GuardedUpdate(
    table=holds,
    keys=("sku_id", "place_id", "hold_id"),
    givens={"ended_at": "ended_at"},
    sets="ended_at = {ended_at}",
    guard="t.ended_at IS NULL",
)
_EXTEND = GuardedUpdate(
    table=holds,
    keys=("sku_id", "place_id", "hold_id"),
    givens={"expires_at": "expires_at"},
    sets="expires_at = {expires_at}",
    guard="t.ended_at IS NULL",
)
_HELD = (
    select(*(holds.c[name] for name in _HOLD))
    .where(holds.c.basket_id.in_(bindparam("basket_ids", expanding=True)))
    .where(holds.c.ended_at.is_(None))
    .order_by(holds.c.sku_id, holds.c.place_id, holds.c.hold_id)
)

_HELD_AT = (
    select(*(holds.c[name] for name in _HOLD))
    .where(holds.c.sku_id.in_(bindparam("skus", expanding=True)))
    .where(holds.c.place_id == bindparam("place"), holds.c.ended_at.is_(None))
    .order_by(holds.c.hold_id.desc(), holds.c.sku_id)
)


def holds_of(tx: Tx, basket_ids: Sequence[BasketId]) -> list[Hold]:
    """Find what baskets hold, also beyond its time, as long as it was not given back."""
    rows = tx.all(_HELD, basket_ids=basket_ids) if basket_ids else ()
    return [_read(row) for row in rows]


def holds_at(tx: Tx, place_id: PlaceId, sku_ids: Sequence[SkuId]) -> list[Hold]:
    """Find what baskets hold of SKUs at a place, the last to begin first."""
    rows = tx.all(_HELD_AT, place=place_id, skus=list(sku_ids)) if sku_ids else ()
    return [_read(row) for row in rows]


def add_holds(tx: Tx, fresh: Sequence[Hold]) -> None:
    """Write down new holds."""
    rows = [(h.sku_id, h.place_id, h.hold_id, h.basket_id, h.quantity, h.expires_at) for h in fresh]
    tx.insert(holds, _HOLD, rows)


def extend_holds(tx: Tx, held: Sequence[Hold], expires_at: int) -> None:
    """Give holds another end; raises StaleSlice when one was given back in the meantime."""
    tx.update(_EXTEND, [(h.sku_id, h.place_id, h.hold_id, expires_at) for h in held])


def end_holds(tx: Tx, given_back: Sequence[Movement]) -> None:
    """End the holds whose units are given back; raises StaleSlice when one has ended already."""
    tx.update(_END, [(m.sku_id, m.place_id, m.cause_id, m.at) for m in given_back])


def _read(row: Any) -> Hold:
    return Hold(*row)
