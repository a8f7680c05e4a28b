"""The same stock told twice, and what is told about it place by place."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from paraguas.inventory.errors import StockCauseReused
from paraguas.inventory.model import Key, Units
from paraguas.values.ids import PlaceId


def told_before(known: Mapping[Key, int], units: Mapping[Key, int], cause_id: str) -> bool:
    """Whether the cause moved exactly these units before.

    Raises StockCauseReused when it moved others: the difference needs a name of its own.
    """
    if known and known != units:
        raise StockCauseReused(cause=cause_id)
    return bool(known)


def by_place(units: Mapping[Key, int]) -> Iterator[tuple[PlaceId, tuple[Units, ...]]]:
    """Part units by place, each part in the order of SKUs."""
    ordered = sorted((place_id, sku_id) for sku_id, place_id in units)
    for place_id, keys in groupby(ordered, key=lambda key: key[0]):
        yield place_id, tuple(Units(sku, place_id, units[sku, place_id]) for _, sku in keys)
