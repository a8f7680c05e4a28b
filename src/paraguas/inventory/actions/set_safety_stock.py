"""Set safety stock: how many units of a SKU a place never promises."""

from collections.abc import Sequence

from paraguas.inventory.events import SafetyStockSet
from paraguas.inventory.model import Units
from paraguas.inventory.rules.telling import by_place
from paraguas.inventory.store import positions
from paraguas.plumbing.tx import Tx
from paraguas.values.quantity import check_quantity
from paraguas.values.stamp import Stamp


def set_safety_stock(tx: Tx, stamp: Stamp, lines: Sequence[Units]) -> None:
    """Keep so many units back from now on; what is promised already stays promised.

    The last line of a position counts.  Announces stock.safety_set.v1 per place; raises
    QuantityOutOfRange.
    """
    units = {(line.sku_id, line.place_id): check_quantity(line.quantity, least=0) for line in lines}
    positions.add_positions(tx, sorted(units))
    positions.set_safety_stock(tx, units)
    for place_id, told in by_place(units):
        tx.announce(stamp, place_id, SafetyStockSet(place_id, told))
