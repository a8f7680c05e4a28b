"""Enter a count: so many units of some SKUs lie there now."""

from collections.abc import Mapping

from paraguas.inventory.model import Count
from paraguas.inventory.rules.counting import check_counting, entered, keys_of
from paraguas.inventory.store import counts, positions
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import SkuId
from paraguas.values.quantity import check_quantity
from paraguas.values.stamp import Stamp


def enter_count(tx: Tx, stamp: Stamp, found: Count, units: Mapping[SkuId, int]) -> None:
    """Keep what was counted, with what is on hand at this moment; it replaces an earlier entry.

    found: as read in this transaction.  Raises QuantityOutOfRange, CountClosed and CountWithout.
    """
    check_counting(found)
    for quantity in units.values():
        check_quantity(quantity, least=0)
    stands = positions.positions_by_key(tx, keys_of(found, units))
    on_hand = {sku_id: one.on_hand for (sku_id, _), one in stands.items()}
    lines = entered(found, units, on_hand, stamp)
    listed = {line.sku_id for line in found.lines}
    counts.step(tx, found)
    counts.enter_lines(tx, found, [line for line in lines if line.sku_id in listed])
    counts.add_lines(tx, found, [line for line in lines if line.sku_id not in listed])
