"""Stock as people name it: places and SKUs by code, on the way in and in what is refused."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct

from paraguas.catalog.errors import BundleUnstocked, SkuUnknown
from paraguas.catalog.queries import catalogue
from paraguas.inventory.model import Units
from paraguas.network.errors import PlaceUnknown
from paraguas.network.model import Place
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId, SkuId
from paraguas.values.limits import Code
from paraguas.values.refusal import Refusal


class Counted(Struct, frozen=True):
    """A number of units of a SKU (code or GTIN); below 0 only where a difference is told."""

    sku: Code
    quantity: int


def place_of(tx: Tx, code: str) -> Place:
    """Find a place by its code; PlaceUnknown otherwise."""
    found = network(tx).place_by_code(code)
    if found is None:
        raise PlaceUnknown(place=code)
    return found


def sku_of(tx: Tx, code: str) -> SkuId:
    """Find a SKU by its code or GTIN; SkuUnknown otherwise, BundleUnstocked where it is one."""
    sku = catalogue(tx).find(code)
    if sku is None:
        raise SkuUnknown(sku=code)
    if sku.bundle:
        raise BundleUnstocked(sku=code)
    return sku.sku_id


def code_of_place(tx: Tx, place_id: PlaceId) -> str:
    """Give the code of a place that is there."""
    place = network(tx).place(place_id)
    assert place is not None, "a document of a place that is not there"
    return place.code


def code_of_sku(tx: Tx, sku_id: SkuId) -> str:
    """Give the code of a SKU that is there."""
    sku = catalogue(tx).sku(sku_id)
    assert sku is not None, "a document of a SKU that is not there"
    return sku.code


def units_at(tx: Tx, place: str, lines: Sequence[Counted]) -> list[Units]:
    """Give lines told by codes as units of a place."""
    place_id = place_of(tx, place).place_id
    return [Units(sku_of(tx, line.sku), place_id, line.quantity) for line in lines]


@contextmanager
def naming_codes(tx: Tx) -> Iterator[None]:
    """Let a refusal inside name SKU and place by their codes instead of ids."""
    try:
        yield
    except Refusal as refused:
        told = dict(refused.details)
        sku = catalogue(tx).sku(SkuId(str(told.get("sku"))))
        place = network(tx).place(PlaceId(str(told.get("place"))))
        told |= {"sku": sku.code} if sku else {}
        told |= {"place": place.code} if place else {}
        raise type(refused)(**told) from refused
