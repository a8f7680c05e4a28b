"""Keep stock: goods come in, counts are corrected, units are kept back; told by codes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from paraguas.catalog.errors import SkuUnknown
from paraguas.catalog.queries import catalogue
from paraguas.inventory.actions.adjust_stock import adjust_stock
from paraguas.inventory.actions.receive_stock import receive_stock
from paraguas.inventory.actions.set_safety_stock import set_safety_stock
from paraguas.inventory.errors import PositionShort
from paraguas.inventory.model import Position, Units
from paraguas.inventory.queries import positions
from paraguas.network.errors import PlaceUnknown
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId, SkuId, digest_id
from paraguas.values.limits import Code
from paraguas.values.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of units of a SKU (code or GTIN); below 0 only where a difference is told."""

    sku: Code
    quantity: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """Goods that came to a place with a document; the same document counts once."""

    stamp: Stamp
    place: str
    document: str
    lines: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A count that found more or fewer units, with its reason; the same document counts once."""

    stamp: Stamp
    place: str
    document: str
    reason: str
    lines: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class SafetyStock:
    """How many units of SKUs a place keeps back from now on."""

    stamp: Stamp
    place: str
    lines: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was done, and the positions it was done to; not `recorded` where it had been before."""

    recorded: bool
    positions: tuple[Position, ...]


def take_delivery(tx: Tx, delivery: Delivery) -> Kept:
    """Add delivered goods to a place; refuses what `receive_stock` does, and unknown codes."""
    units = _units(tx, delivery.place, delivery.lines)
    receipt_id = digest_id("receipt", delivery.place, delivery.document)
    recorded = receive_stock(tx, delivery.stamp, receipt_id, units)
    return _kept(tx, units, recorded=recorded)


def correct_count(tx: Tx, correction: Correction) -> Kept:
    """Correct what is on hand; refuses what `adjust_stock` does, with codes instead of ids."""
    units = _units(tx, correction.place, correction.lines)
    cause_id = digest_id("adjustment", correction.place, correction.document)
    with _naming(tx):
        recorded = adjust_stock(tx, correction.stamp, cause_id, units, reason=correction.reason)
    return _kept(tx, units, recorded=recorded)


def keep_back(tx: Tx, safety: SafetyStock) -> Kept:
    """Set safety stock; what is promised already stays promised."""
    units = _units(tx, safety.place, safety.lines)
    set_safety_stock(tx, safety.stamp, units)
    return _kept(tx, units, recorded=True)


def _units(tx: Tx, place: str, lines: Sequence[Counted]) -> list[Units]:
    found = network(tx).place_by_code(place)
    if found is None:
        raise PlaceUnknown(place=place)
    return [Units(_sku(tx, line.sku), found.place_id, line.quantity) for line in lines]


def _sku(tx: Tx, code: str) -> SkuId:
    sku = catalogue(tx).find(code)
    if sku is None:
        raise SkuUnknown(sku=code)
    return sku.sku_id


def _kept(tx: Tx, units: Sequence[Units], *, recorded: bool) -> Kept:
    keys = {(one.sku_id, one.place_id) for one in units}
    found = positions(tx, sorted({sku_id for sku_id, _ in keys}))
    return Kept(recorded, tuple(one for one in found if (one.sku_id, one.place_id) in keys))


@contextmanager
def _naming(tx: Tx) -> Iterator[None]:
    try:
        yield
    except PositionShort as short:
        sku = catalogue(tx).sku(SkuId(str(short.details["sku"])))
        place = network(tx).place(PlaceId(str(short.details["place"])))
        assert sku is not None
        assert place is not None
        raise PositionShort(**{**short.details, "sku": sku.code, "place": place.code}) from short
