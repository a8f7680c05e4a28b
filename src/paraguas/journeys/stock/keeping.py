"""Keep stock: goods come in, counts are corrected, units are kept back; told by codes."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.inventory.actions.adjust_stock import adjust_stock
from paraguas.inventory.actions.receive_stock import receive_stock
from paraguas.inventory.actions.set_safety_stock import set_safety_stock
from paraguas.inventory.model import Position, Units
from paraguas.inventory.queries import positions
from paraguas.journeys.stock.codes import Counted, naming_codes, units_at
from paraguas.journeys.waiting.goods import keep_for_waiting
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


class Delivery(Struct, frozen=True):
    """Goods that came to a place with a document; the same document counts once."""

    stamp: Stamp
    place: str
    document: str
    lines: tuple[Counted, ...]


class Correction(Struct, frozen=True):
    """A count that found more or fewer units, with its reason; the same document counts once."""

    stamp: Stamp
    place: str
    document: str
    reason: str
    lines: tuple[Counted, ...]


class SafetyStock(Struct, frozen=True):
    """How many units of SKUs a place keeps back from now on."""

    stamp: Stamp
    place: str
    lines: tuple[Counted, ...]


class Kept(Struct, frozen=True):
    """What was done, and the positions it was done to; not `recorded` where it had been before."""

    recorded: bool
    positions: tuple[Position, ...]


def take_delivery(tx: Tx, delivery: Delivery) -> Kept:
    """Add delivered goods to a place; refuses what `receive_stock` does, and unknown codes."""
    units = units_at(tx, delivery.place, delivery.lines)
    receipt_id = digest_id("receipt", delivery.place, delivery.document)
    recorded = receive_stock(tx, delivery.stamp, receipt_id, units)
    if recorded:
        skus = sorted({one.sku_id for one in units})
        keep_for_waiting(tx, delivery.stamp, units[0].place_id, skus)
    return kept(tx, units, recorded=recorded)


def correct_count(tx: Tx, correction: Correction) -> Kept:
    """Correct what is on hand; refuses what `adjust_stock` does, with codes instead of ids."""
    units = units_at(tx, correction.place, correction.lines)
    cause_id = digest_id("adjustment", correction.place, correction.document)
    with naming_codes(tx):
        recorded = adjust_stock(tx, correction.stamp, cause_id, units, reason=correction.reason)
    return kept(tx, units, recorded=recorded)


def keep_back(tx: Tx, safety: SafetyStock) -> Kept:
    """Set safety stock; what is promised already stays promised."""
    units = units_at(tx, safety.place, safety.lines)
    set_safety_stock(tx, safety.stamp, units)
    return kept(tx, units, recorded=True)


def kept(tx: Tx, units: Sequence[Units], *, recorded: bool) -> Kept:
    """Tell the positions of units as they are now."""
    keys = {(one.sku_id, one.place_id) for one in units}
    found = positions(tx, sorted({sku_id for sku_id, _ in keys}))
    return Kept(recorded, tuple(one for one in found if (one.sku_id, one.place_id) in keys))
