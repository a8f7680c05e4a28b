"""The SQL of inventory."""

from collections.abc import Collection, Mapping, Sequence

import msgspec
from sqlalchemy import bindparam, select, tuple_

from paraguas.inventory.model import Key, Kind, Movement
from paraguas.inventory.rules.moving import Change, diffs
from paraguas.inventory.tables import movements, positions
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId, SkuId

Numbers = dict[PlaceId, int]
_POSITION = ("sku_id", "place_id", "on_hand", "allocated", "reserved", "safety_stock")
_MOVEMENT = (
    *("sku_id", "place_id", "cause_id", "cause_no", "kind"),
    *("on_hand_diff", "allocated_diff", "reserved_diff", "at", "actor", "reason"),
)
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
_MOST_KEYS = 500
_MOVED = (
    select(movements.c.sku_id, movements.c.place_id, movements.c.on_hand_diff)
    .where(tuple_(movements.c.sku_id, movements.c.place_id).in_(bindparam("keys", expanding=True)))
    .where(movements.c.cause_id == bindparam("cause_id"))
    .where(movements.c.cause_no == 0)
    .where(movements.c.kind == bindparam("kind"))
)
_numbers = msgspec.json.Decoder(dict[PlaceId, int]).decode


def change_positions(tx: Tx, changes: Mapping[Key, Change]) -> None:
    """Apply changes where the guard allows them; raises StaleSlice when it stops one."""
    tx.update(_MOVE, [(*key, *change) for key, change in changes.items()])


def add_positions(tx: Tx, keys: Sequence[Key]) -> None:
    """Make sure that positions exist; those that do are left alone."""
    tx.insert(positions, _POSITION, [(*key, 0, 0, 0, 0) for key in keys], lenient=True)


def add_movements(tx: Tx, moved: Sequence[Movement]) -> None:
    """Write movements down for good; the key refuses a cause that is told twice."""
    rows = [
        (m.sku_id, m.place_id, m.cause_id, m.cause_no, m.kind, *diffs(m), m.at, m.actor, m.reason)
        for m in moved
    ]
    tx.insert(movements, _MOVEMENT, rows)


def moved(tx: Tx, cause_id: str, kind: Kind, keys: Collection[Key]) -> dict[Key, int]:
    """Find what a cause has brought to positions before (its movements numbered 0)."""
    found: dict[Key, int] = {}
    asked = list(keys)
    for first in range(0, len(asked), _MOST_KEYS):
        some = asked[first : first + _MOST_KEYS]
        for row in tx.all(_MOVED, cause_id=cause_id, kind=kind, keys=some):
            found[row.sku_id, row.place_id] = row.on_hand_diff
    return found


def free_units(
    tx: Tx, sku_ids: Sequence[SkuId], place_ids: Sequence[PlaceId] | None
) -> tuple[dict[SkuId, Numbers], dict[SkuId, Numbers]]:
    """Read units above the safety stock, and the safety stock, by SKU and place.

    The database writes the places of a SKU into one JSON object: for 192 SKUs in 20 places Python
    sees 192 rows instead of 3,840 (and text, or a driver would decode it in its own way).
    """
    wanted = [sku_ids] if place_ids is None else [sku_ids, place_ids]
    if not all(wanted):
        return {}, {}
    text, values = (_sqlite_free if tx.sqlite else _postgres_free)(wanted)
    free: dict[SkuId, Numbers] = {}
    safety: dict[SkuId, Numbers] = {}
    for sku, units, kept in tx.connection.exec_driver_sql(text, values):
        sku_id = SkuId(sku.hex() if tx.sqlite else sku)
        free[sku_id] = _numbers(units.lower())
        if kept is not None and (numbers := _numbers(kept.lower())):
            safety[sku_id] = numbers
    return free, safety


def _sqlite_free(wanted: Sequence[Sequence[str]]) -> tuple[str, tuple[bytes, ...]]:
    # The last id fills each list up to a power of two: so there are few texts to be planned.
    sizes = [1 << (len(ids) - 1).bit_length() for ids in wanted]
    tests = [f"IN ({', '.join('?' * size)})" for size in sizes]
    text = _free_text(tests, sku="sku_id", place="hex(place_id)", to_object="json_group_object")
    values: list[bytes] = []
    for ids, size in zip(wanted, sizes, strict=True):
        values += map(bytes.fromhex, ids)
        values += [values[-1]] * (size - len(ids))
    return text, tuple(values)


def _postgres_free(wanted: Sequence[Sequence[str]]) -> tuple[str, tuple[list[str], ...]]:
    sku, place = (f"replace(cast({name} AS text), '-', '')" for name in _POSITION[:2])
    tests = ["= ANY(cast(%s AS uuid[]))"] * len(wanted)
    text = _free_text(tests, sku=sku, place=place, to_object="json_object_agg")
    return text, tuple(list(ids) for ids in wanted)


def _free_text(tests: Sequence[str], *, sku: str, place: str, to_object: str) -> str:
    asked = " AND ".join(f"{name} {test}" for name, test in zip(_POSITION, tests, strict=False))
    free = f"{to_object}({place}, on_hand - allocated - reserved - safety_stock)"
    kept = f"{to_object}({place}, safety_stock) FILTER (WHERE safety_stock > 0)"
    return (
        f"SELECT {sku}, cast({free} AS text), cast({kept} AS text) "  # noqa: S608
        f"FROM positions WHERE {asked} GROUP BY sku_id"
    )
