"""Set locations: where SKUs lie in places from now on."""

from collections.abc import Sequence
from itertools import groupby

from paraguas.plumbing.tx import Tx
from paraguas.shelving import store
from paraguas.shelving.events import ShelvesSet
from paraguas.shelving.model import Location
from paraguas.values.stamp import Stamp


def set_locations(tx: Tx, stamp: Stamp, told: Sequence[Location]) -> int:
    """Save where SKUs lie, and forget those told without an aisle; how many are other now.

    The last that is told of a SKU in a place counts.  Announces `shelves.set.v1` for each place
    with a difference.
    """
    latest = {(one.place_id, one.sku_id): one for one in told}
    ordered = sorted(latest.values(), key=lambda one: (one.place_id, one.sku_id))
    changed = 0
    for place_id, some in groupby(ordered, key=lambda one: one.place_id):
        own = list(some)
        there = store.of_skus(tx, place_id, [one.sku_id for one in own if not one.aisle])
        store.remove(tx, there)
        skus = len(there) + store.put(tx, [one for one in own if one.aisle])
        changed += skus
        if skus:
            tx.announce(stamp, place_id, ShelvesSet(place_id, skus))
    return changed
