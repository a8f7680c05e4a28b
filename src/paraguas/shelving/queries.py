"""What other floors may read of shelving."""

from collections.abc import Collection

from paraguas.plumbing.tx import Tx
from paraguas.shelving import store
from paraguas.shelving.model import Location
from paraguas.values.ids import PlaceId, SkuId, is_id
from paraguas.values.refusal import Malformed

_FIRST = "0" * 32


def locations(tx: Tx, place_id: PlaceId, sku_ids: Collection[SkuId]) -> dict[SkuId, Location]:
    """Tell where SKUs lie in a place; those that lie nowhere that is known are left out."""
    return {one.sku_id: one for one in store.of_skus(tx, place_id, sku_ids)}


def page_of_locations(tx: Tx, place_id: PlaceId, *, after: str, most: int) -> list[Location]:
    """Give locations of a place in the order of SKU ids, those after one; Malformed for none."""
    if after and not is_id(after):
        raise Malformed(where="after", problem="not a cursor of a page")
    return store.page(tx, place_id, after or _FIRST, most)
