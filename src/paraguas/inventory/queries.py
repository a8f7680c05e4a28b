"""What other floors may read of stock."""

from collections.abc import Sequence

from paraguas.inventory import store
from paraguas.inventory.rules.pool import Positions
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId, SkuId


def slice_positions(
    tx: Tx, sku_ids: Sequence[SkuId], place_ids: Sequence[PlaceId] | None = None
) -> Positions:
    """Read the pool of some SKUs, in one statement, for a batch to decide on.

    place_ids: only these places; all that know the SKUs without it.
    """
    return Positions(*store.free_units(tx, sku_ids, place_ids))
