"""Where goods lie within places, told by codes."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from paraguas.journeys.stock.codes import code_of_sku, place_of, sku_of
from paraguas.plumbing.tx import Tx
from paraguas.shelving.actions.set_locations import set_locations
from paraguas.shelving.model import Location
from paraguas.shelving.queries import locations, page_of_locations
from paraguas.values.ids import PlaceId
from paraguas.values.limits import Code
from paraguas.values.stamp import Stamp

Name = Annotated[str, Meta(max_length=20)]


class Shelved(Struct, frozen=True):
    """Where a SKU (code or GTIN) lies; without an aisle it lies nowhere that is known."""

    sku: Code
    aisle: Name = ""
    shelf: Name = ""
    bin: Name = ""


class Shelving(Struct, frozen=True):
    """Where SKUs lie in a place (its code) from now on; others stay where they are."""

    stamp: Stamp
    place: str
    lines: tuple[Shelved, ...]


class Reshelved(Struct, frozen=True):
    """How many SKUs lie elsewhere now."""

    place: str
    changed: int


class ShelfPage(Struct, frozen=True):
    """Where SKUs (codes) of a place lie; `next` is the cursor of the page after, if there is."""

    shelves: tuple[Shelved, ...]
    next: str | None


def shelve(tx: Tx, item: Shelving) -> Reshelved:
    """Set where SKUs lie; refuses codes that are not there."""
    place_id = place_of(tx, item.place).place_id
    told = [
        Location(place_id, sku_of(tx, one.sku), one.aisle, one.shelf, one.bin) for one in item.lines
    ]
    return Reshelved(item.place, set_locations(tx, item.stamp, told))


def told_shelves(
    tx: Tx, place_id: PlaceId, *, sku: str = "", after: str = "", most: int = 500
) -> ShelfPage:
    """Tell where SKUs of a place lie, or one of them."""
    if sku:
        return ShelfPage(_told(tx, list(locations(tx, place_id, [sku_of(tx, sku)]).values())), None)
    found = page_of_locations(tx, place_id, after=after, most=most)
    return ShelfPage(_told(tx, found), found[-1].sku_id if len(found) == most else None)


def _told(tx: Tx, found: Sequence[Location]) -> tuple[Shelved, ...]:
    return tuple(
        Shelved(code_of_sku(tx, one.sku_id), one.aisle, one.shelf, one.bin) for one in found
    )
