"""A pick list: what to fetch off the shelves for several fulfilments at once, in order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from paraguas.fulfilment.model import Fulfilment
from paraguas.values.ids import SkuId


class Pick(Struct, frozen=True):
    """So many units of a SKU, and for which fulfilments how many."""

    sku_id: SkuId
    code: str
    units: int
    parts: tuple[tuple[Fulfilment, int], ...]


def gather(
    tasks: Iterable[Fulfilment],
    codes: Mapping[SkuId, str],
    steps: Mapping[SkuId, Any] | None = None,
) -> tuple[Pick, ...]:
    """Add up what tasks need, SKU by SKU in walking order; the first promised first.

    steps: what SKUs are sorted by that lie somewhere; the others follow in the order of codes.
    """
    way = steps or {}
    wanted: dict[SkuId, list[tuple[Fulfilment, int]]] = {}
    for task in sorted(tasks, key=lambda one: (one.promised_at, one.fulfilment_id)):
        for portion in task.portions:
            wanted.setdefault(portion.sku_id, []).append((task, portion.quantity))
    picks = (
        Pick(sku_id, codes.get(sku_id, sku_id), sum(n for _, n in parts), _merged(parts))
        for sku_id, parts in wanted.items()
    )
    ordered = sorted(picks, key=lambda pick: pick.code)
    known = sorted((p for p in ordered if p.sku_id in way), key=lambda p: way[p.sku_id])
    return (*known, *(pick for pick in ordered if pick.sku_id not in way))


def _merged(parts: Sequence[tuple[Fulfilment, int]]) -> tuple[tuple[Fulfilment, int], ...]:
    """Two lines of one order that want the same SKU are one entry."""
    units: dict[str, tuple[Fulfilment, int]] = {}
    for task, quantity in parts:
        _, had = units.get(task.fulfilment_id, (task, 0))
        units[task.fulfilment_id] = (task, had + quantity)
    return tuple(units.values())
