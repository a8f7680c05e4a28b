"""Wants: what is left out of them where nobody has it, and what stays unserved."""

from collections import Counter
from collections.abc import Iterable, Sequence

from paraguas.sourcing.model import Shelves, Want
from paraguas.values.ids import PlaceId, SkuId


def part_wants(wants: Sequence[Want], short: Iterable[tuple[SkuId, int]]) -> tuple[Want, ...]:
    """Leave out of the wants what nobody has (units by SKU), from the last line on."""
    left = dict(short)
    kept = []
    for want in reversed(wants):
        lost = min(want.quantity, left.get(want.sku_id, 0))
        left[want.sku_id] = left.get(want.sku_id, 0) - lost
        if want.quantity > lost:
            kept.append(Want(want.line_no, want.sku_id, want.quantity - lost))
    return tuple(reversed(kept))


def left_over(wants: Sequence[Want], served: Sequence[Want]) -> dict[int, int]:
    """Tell what stays unserved of wants: line number -> units, only where there are any."""
    done = {want.line_no: want.quantity for want in served}
    missing = {want.line_no: want.quantity - done.get(want.line_no, 0) for want in wants}
    return {line_no: units for line_no, units in missing.items() if units}


def has_all(wants: Iterable[Want], shelves: Shelves, places: Iterable[PlaceId]) -> bool:
    """Whether any of these places has everything that is wanted."""
    units: Counter[SkuId] = Counter()
    for want in wants:
        units[want.sku_id] += want.quantity
    there = [(shelves(sku_id), n) for sku_id, n in units.items()]
    return any(all(had.get(place_id, 0) >= n for had, n in there) for place_id in places)
