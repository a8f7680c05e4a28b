"""The SQL of shelving."""

from collections.abc import Collection, Sequence

from msgspec.structs import astuple
from sqlalchemy import select

from paraguas.plumbing.tx import Tx
from paraguas.plumbing.upsert import upsert
from paraguas.shelving.model import Location
from paraguas.shelving.tables import shelf_locations
from paraguas.values.ids import PlaceId, SkuId

_COLUMNS = Location.__struct_fields__
_l = shelf_locations.c


def put(tx: Tx, found: Sequence[Location]) -> int:
    """Save locations; how many were new or different."""
    added, changed = upsert(tx, shelf_locations, _COLUMNS, [astuple(one) for one in found])
    return len(added) + len(changed)


def remove(tx: Tx, gone: Sequence[Location]) -> None:
    """Forget where SKUs lie."""
    tx.delete(shelf_locations, ("place_id", "sku_id"), [(o.place_id, o.sku_id) for o in gone])


def of_skus(tx: Tx, place_id: PlaceId, sku_ids: Collection[SkuId]) -> list[Location]:
    """Find where SKUs lie in a place; those that lie nowhere are left out."""
    asked = select(shelf_locations).where(_l.place_id == place_id, _l.sku_id.in_(list(sku_ids)))
    return [Location(*row) for row in tx.all(asked)] if sku_ids else []


def page(tx: Tx, place_id: PlaceId, after: str, most: int) -> list[Location]:
    """Find locations of a place by SKU, those after one."""
    asked = select(shelf_locations).where(_l.place_id == place_id, _l.sku_id > after)
    return [Location(*row) for row in tx.all(asked.order_by(_l.sku_id).limit(most))]
