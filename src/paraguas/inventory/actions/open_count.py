"""Open a count: people are going to count SKUs of a place."""

from collections.abc import Collection

from paraguas.inventory.model import Count, CountLine, CountState
from paraguas.inventory.store import counts
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import CountId, PlaceId, SkuId, short_number
from paraguas.values.stamp import Stamp


def open_count(tx: Tx, stamp: Stamp, place_id: PlaceId, sku_ids: Collection[SkuId]) -> CountId:
    """Open a count of these SKUs; of all that have a position there where none are named."""
    listed = sorted(set(sku_ids)) or counts.skus_at(tx, place_id)
    new = Count(
        CountId(stamp.ids.next()),
        f"C-{short_number(stamp.ids.draw())}",
        place_id,
        whole=not sku_ids,
        state=CountState.OPEN,
        version=0,
        at=stamp.at,
        opened_by=stamp.by.actor,
        closed_at=None,
        closed_by=None,
        reason=None,
        lines=tuple(CountLine(sku_id) for sku_id in listed),
    )
    counts.add_count(tx, new)
    return new.count_id
