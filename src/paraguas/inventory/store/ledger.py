"""Movements: written once, read as history, and summed against what they should have made."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    Table,
    bindparam,
    cast,
    func,
    or_,
    select,
    tuple_,
    union_all,
)

from paraguas.inventory.model import Buckets, Key, Kind, Movement
from paraguas.inventory.rules.setting_aside import buckets_of
from paraguas.inventory.store.positions import in_parts
from paraguas.inventory.tables import holds, movements, positions
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId, SkuId

_MOVEMENT = (
    *("sku_id", "place_id", "cause_id", "cause_no", "kind"),
    *("on_hand_diff", "allocated_diff", "reserved_diff", "at", "actor", "reason"),
)
_ASIDE = (*_MOVEMENT, "damaged_diff", "quality_diff")
_BUCKETS = ("on_hand", "allocated", "reserved", "damaged", "quality")
_BROUGHT = (
    select(
        *(movements.c[name] for name in ("sku_id", "place_id", "on_hand_diff")),
        *(movements.c[name] for name in ("damaged_diff", "quality_diff")),
    )
    .where(tuple_(movements.c.sku_id, movements.c.place_id).in_(bindparam("keys", expanding=True)))
    .where(movements.c.cause_id == bindparam("cause_id"))
    .where(movements.c.cause_no == bindparam("cause_no"))
    .where(movements.c.kind == bindparam("kind"))
)
_HISTORY = (
    select(
        *(movements.c[name] for name in _ASIDE[2:]),
        select(holds.c.basket_id)
        .where(holds.c.sku_id == movements.c.sku_id)
        .where(holds.c.place_id == movements.c.place_id)
        .where(holds.c.hold_id == movements.c.cause_id)
        .scalar_subquery()
        .label("basket_id"),
    )
    .where(movements.c.sku_id == bindparam("sku_id"))
    .where(movements.c.place_id == bindparam("place_id"))
    .order_by(*(movements.c[name].desc() for name in ("at", "cause_id", "cause_no", "kind")))
    .limit(bindparam("most"))
)

_AFTER = (
    select(cast(func.coalesce(func.sum(movements.c.on_hand_diff), 0), BigInteger))
    .where(movements.c.sku_id == bindparam("sku_id"))
    .where(movements.c.place_id == bindparam("place_id"))
    .where(movements.c.at > bindparam("at"))
)


def _key(rows: Table) -> tuple[ColumnElement[Any], ...]:
    return rows.c.sku_id, rows.c.place_id


def _unbalanced(stands: Select[Any], against: Select[Any]) -> Select[Any]:
    # What stands less what should: positions where the sums of the two do not cancel out.
    sku_id, place_id, *numbers = union_all(stands, against).subquery().c
    sums = [cast(func.sum(number), BigInteger) for number in numbers]
    return (
        select(sku_id, place_id, *sums)
        .group_by(sku_id, place_id)
        .having(or_(*(one != 0 for one in sums)))
        .order_by(sku_id, place_id)
    )


_DRIFTS = _unbalanced(
    select(*_key(positions), *(positions.c[name] for name in _BUCKETS)),
    select(*_key(movements), *(-movements.c[f"{name}_diff"] for name in _BUCKETS)),
)
_UNHELD = _unbalanced(
    select(*_key(positions), positions.c.reserved),
    select(*_key(holds), -holds.c.quantity).where(holds.c.ended_at.is_(None)),
)


def add_movements(tx: Tx, moved: Sequence[Movement]) -> None:
    """Write movements down for good; the key refuses a cause that is told twice."""
    tx.insert(movements, _MOVEMENT, [_row(one) for one in moved])


def add_set_aside(tx: Tx, moved: Sequence[Movement]) -> None:
    """Write movements between conditions down as `add_movements` does all others."""
    rows = [(*_row(one), *buckets_of(one)[3:]) for one in moved]
    tx.insert(movements, _ASIDE, rows)


def brought(
    tx: Tx, cause_id: str, kind: Kind, keys: Collection[Key], *, cause_no: int = 0
) -> dict[Key, int]:
    """Find what a receipt or an adjustment has brought to positions before.

    Of a kind that moves units between conditions, how many were moved.
    """
    found: dict[Key, int] = {}
    for some in in_parts(keys):
        for row in tx.all(_BROUGHT, cause_id=cause_id, cause_no=cause_no, kind=kind, keys=some):
            moved = max(abs(row.damaged_diff), abs(row.quality_diff))
            found[row.sku_id, row.place_id] = moved or row.on_hand_diff
    return found


def _row(m: Movement) -> tuple[Any, ...]:
    return (
        *(m.sku_id, m.place_id, m.cause_id, m.cause_no, m.kind),
        *(*m.change[:3], m.at, m.actor, m.reason),
    )


def moved_after(tx: Tx, key: Key, at: int, besides: Collection[str]) -> int:
    """Sum what movements after an instant did to what is on hand, leaving causes out."""
    sku_id, place_id = key
    asked = _AFTER.where(movements.c.cause_id.not_in(besides)) if besides else _AFTER
    return int(tx.value(asked, sku_id=sku_id, place_id=place_id, at=at))


def movements_of(tx: Tx, sku_id: SkuId, place_id: PlaceId, *, most: int) -> Sequence[Row[Any]]:
    """Find the last movements of a position, the latest first, with the basket of a hold."""
    return tx.all(_HISTORY, sku_id=sku_id, place_id=place_id, most=most)


def drifts(tx: Tx) -> list[tuple[Key, Buckets]]:
    """Find positions that are not the sum of their movements, and by how many units."""
    return [((sku, place), Buckets(*off)) for sku, place, *off in map(tuple, tx.all(_DRIFTS))]


def unheld(tx: Tx) -> list[tuple[Key, int]]:
    """Find positions whose reserved units are not those of live holds, and by how many."""
    return [((sku, place), off) for sku, place, off in map(tuple, tx.all(_UNHELD))]
