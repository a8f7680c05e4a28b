"""Positions: found by key, changed in bulk where their guard allows it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, func, select, tuple_

from paraguas.inventory.model import Buckets, Change, Key, Position
from paraguas.inventory.tables import ASIDE, positions
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId, SkuId

_POSITION = ("sku_id", "place_id", "on_hand", "allocated", "reserved", "safety_stock")
_UNPROMISED = "t.on_hand + {on_hand} - t.allocated - {allocated} - t.reserved - {reserved}"
# The guard says in SQL what rules/moving.py says in `missing`; the suite holds them together.
_MOVE = GuardedUpdate(
    table=positions,
    keys=("sku_id", "place_id"),
    givens={
        "on_hand": "on_hand",
        "allocated": "allocated",
        "reserved": "reserved",
        "promised": "reserved",
        "sold": "on_hand",
    },
    sets=(
        "on_hand = t.on_hand + {on_hand}, allocated = t.allocated + {allocated}, "
        "reserved = t.reserved + {reserved}"
    ),
    guard=(
        "t.on_hand + {on_hand} >= 0 AND t.allocated + {allocated} >= 0 "
        "AND t.reserved + {reserved} >= 0 "
        f"AND ({{promised}} <= 0 OR {_UNPROMISED} + {{sold}} >= t.safety_stock) "
        f"AND ({{promised}} + {{sold}} <= 0 OR {_UNPROMISED} >= 0)"
    ),
)
_SET_ASIDE = GuardedUpdate(
    table=positions,
    keys=("sku_id", "place_id"),
    givens={"on_hand": "on_hand", "damaged": "damaged", "quality": "quality"},
    sets=(
        "on_hand = t.on_hand + {on_hand}, damaged = t.damaged + {damaged}, "
        "quality = t.quality + {quality}"
    ),
    guard=(
        "t.on_hand + {on_hand} >= 0 AND t.damaged + {damaged} >= 0 AND t.quality + {quality} >= 0"
    ),
)
_KEEP_BACK = GuardedUpdate(
    table=positions,
    keys=("sku_id", "place_id"),
    givens={"safety_stock": "safety_stock"},
    sets="safety_stock = {safety_stock}",
)
_MOST_KEYS = 500
_BY_KEY = select(positions).where(
    tuple_(positions.c.sku_id, positions.c.place_id).in_(bindparam("keys", expanding=True))
)
_BY_SKU = (
    select(positions)
    .where(positions.c.sku_id.in_(bindparam("sku_ids", expanding=True)))
    .order_by(positions.c.sku_id, positions.c.place_id)
)

_ASIDE_AT = (
    select(positions)
    .where(positions.c.place_id == bindparam("place_id"))
    .where(ASIDE)
    .order_by(positions.c.sku_id)
    .limit(bindparam("most"))
)


def change_positions(tx: Tx, changes: Mapping[Key, Change]) -> None:
    """Apply changes where the guard allows them; raises StaleSlice when it stops one."""
    tx.update(_MOVE, [(*key, *change) for key, change in changes.items()])


def set_aside(tx: Tx, changes: Mapping[Key, Buckets]) -> None:
    """Move units between conditions; raises StaleSlice where one has too few."""
    rows = [(*key, one.on_hand, one.damaged, one.quality) for key, one in changes.items()]
    tx.update(_SET_ASIDE, rows)


def add_positions(tx: Tx, keys: Sequence[Key]) -> None:
    """Make sure that positions exist; those that do are left alone."""
    tx.insert(positions, _POSITION, [(*key, 0, 0, 0, 0) for key in keys], lenient=True)


def set_safety_stock(tx: Tx, units: Mapping[Key, int]) -> None:
    """Write how many units positions keep back."""
    tx.update(_KEEP_BACK, [(*key, quantity) for key, quantity in units.items()])


def positions_by_key(tx: Tx, keys: Collection[Key]) -> dict[Key, Position]:
    """Find positions by SKU and place."""
    rows = [row for some in in_parts(keys) for row in tx.all(_BY_KEY, keys=some)]
    return {(row.sku_id, row.place_id): _read(row) for row in rows}


def positions_of(tx: Tx, sku_ids: Sequence[SkuId]) -> list[Position]:
    """Find the positions of SKUs, by SKU and place."""
    return [_read(row) for row in tx.all(_BY_SKU, sku_ids=sku_ids)]


def positions_aside(tx: Tx, place_id: PlaceId, *, most: int) -> list[Position]:
    """Find positions of a place with units that are not for sale."""
    return [_read(row) for row in tx.all(_ASIDE_AT, place_id=place_id, most=most)]


def count_positions(tx: Tx) -> int:
    """Count all positions."""
    return int(tx.value(select(func.count()).select_from(positions)))


def in_parts(keys: Collection[Key]) -> Iterator[list[Key]]:
    """Part many keys, so that each list fits into a statement."""
    asked = list(keys)
    for first in range(0, len(asked), _MOST_KEYS):
        yield asked[first : first + _MOST_KEYS]


def _read(row: Any) -> Position:
    return Position(*row)
