"""The pool a batch decides on, read in one statement."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import msgspec

from paraguas.plumbing.prepared import filled_up
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId, SkuId

_KEY = ("sku_id", "place_id")
Numbers = dict[PlaceId, int]
_decode = msgspec.json.Decoder(dict[PlaceId, int]).decode


def ask_free_units(
    tx: Tx, sku_ids: Sequence[SkuId], place_ids: Sequence[PlaceId] | None
) -> Callable[[], tuple[dict[SkuId, Numbers], dict[SkuId, Numbers]]]:
    """Ask for units above the safety stock, and the safety stock, by SKU and place.

    The database writes the places of a SKU into one JSON object: for 192 SKUs in 20 places Python
    sees 192 rows instead of 3,840 (and text, or a driver would decode it in its own way).
    """
    wanted = [sku_ids] if place_ids is None else [sku_ids, place_ids]
    if not all(wanted):
        return lambda: ({}, {})
    cursor = tx.send(*(_sqlite_free if tx.sqlite else _postgres_free)(wanted))
    return lambda: _read(cursor.fetchall(), _sqlite_numbers if tx.sqlite else _postgres_numbers)


def _read(
    rows: Iterable[tuple[Any, str, str | None]], numbers: Callable[[str], Numbers]
) -> tuple[dict[SkuId, Numbers], dict[SkuId, Numbers]]:
    free: dict[SkuId, Numbers] = {}
    safety: dict[SkuId, Numbers] = {}
    for sku, units, kept in rows:
        sku_id = SkuId(sku if isinstance(sku, str) else sku.hex())
        free[sku_id] = numbers(units)
        if kept is not None and (some := numbers(kept)):
            safety[sku_id] = some
    return free, safety


def _sqlite_numbers(text: str) -> Numbers:
    return _decode(text.lower())


def _postgres_numbers(text: str) -> Numbers:
    return {_plain(place): units for place, units in _decode(text).items()}


@lru_cache(maxsize=10_000)
def _plain(place: str) -> PlaceId:
    return PlaceId(place.replace("-", ""))


def _sqlite_free(wanted: Sequence[Sequence[str]]) -> tuple[str, Sequence[bytes]]:
    lists = [filled_up(list(map(bytes.fromhex, ids))) for ids in wanted]
    return _sqlite_text(tuple(map(len, lists))), list(chain.from_iterable(lists))


@lru_cache(maxsize=64)
def _sqlite_text(sizes: tuple[int, ...]) -> str:
    tests = [f"IN ({', '.join('?' * size)})" for size in sizes]
    return _free_text(tests, place="hex(place_id)", to_object="json_group_object")


def _postgres_free(wanted: Sequence[Sequence[str]]) -> tuple[str, tuple[list[str], ...]]:
    tests = [f"= ANY(cast(${number} AS uuid[]))" for number in range(1, len(wanted) + 1)]
    text = _free_text(tests, place="cast(place_id AS text)", to_object="json_object_agg")
    return text, tuple(list(ids) for ids in wanted)


def _free_text(tests: Sequence[str], *, place: str, to_object: str) -> str:
    asked = " AND ".join(f"{name} {test}" for name, test in zip(_KEY, tests, strict=False))
    free = f"{to_object}({place}, on_hand - allocated - reserved - safety_stock)"
    kept = f"{to_object}({place}, safety_stock) FILTER (WHERE safety_stock > 0)"
    return (
        f"SELECT sku_id, cast({free} AS text), cast({kept} AS text) "  # noqa: S608
        f"FROM positions WHERE {asked} GROUP BY sku_id"
    )
