"""Rows of shelves: where a SKU lies in a place."""

from paraguas.catalog.errors import SkuUnknown
from paraguas.doors.imports.cells import Cells
from paraguas.doors.imports.kinds import Kind, Known
from paraguas.doors.imports.rows import Columns
from paraguas.network.errors import PlaceUnknown
from paraguas.shelving.actions.set_locations import set_locations
from paraguas.shelving.model import Location

_MOST = 20


def read_shelf(cells: Cells, known: Known) -> Location:
    """Read a row; without an aisle the SKU lies nowhere that is known any more."""
    place = known.network.place_by_code(cells.needed("place"))
    if place is None:
        raise PlaceUnknown(place=cells.needed("place"))
    sku = known.catalogue.find(cells.needed("sku"))
    if sku is None:
        raise SkuUnknown(sku=cells.needed("sku"))
    names = (cells.text(name, most=_MOST) for name in ("aisle", "shelf", "bin"))
    return Location(place.place_id, sku.sku_id, *names)


SHELVES = Kind(
    Columns(needed=("place", "sku", "aisle"), optional=("shelf", "bin")),
    read=read_shelf,
    key=lambda one: (one.place_id, one.sku_id),
    save=set_locations,
)
