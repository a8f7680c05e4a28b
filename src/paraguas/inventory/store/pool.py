"""The pool a batch decides on, read in one statement."""

from collections.abc import Sequence

import msgspec

from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId, SkuId

_KEY = ("sku_id", "place_id")
Numbers = dict[PlaceId, int]
_numbers = msgspec.json.Decoder(dict[PlaceId, int]).decode


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
    sku, place = (f"replace(cast({name} AS text), '-', '')" for name in _KEY)
    tests = ["= ANY(cast(%s AS uuid[]))"] * len(wanted)
    text = _free_text(tests, sku=sku, place=place, to_object="json_object_agg")
    return text, tuple(list(ids) for ids in wanted)


def _free_text(tests: Sequence[str], *, sku: str, place: str, to_object: str) -> str:
    asked = " AND ".join(f"{name} {test}" for name, test in zip(_KEY, tests, strict=False))
    free = f"{to_object}({place}, on_hand - allocated - reserved - safety_stock)"
    kept = f"{to_object}({place}, safety_stock) FILTER (WHERE safety_stock > 0)"
    return (
        f"SELECT {sku}, cast({free} AS text), cast({kept} AS text) "  # noqa: S608
        f"FROM positions WHERE {asked} GROUP BY sku_id"
    )
