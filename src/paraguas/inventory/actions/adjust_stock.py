"""Adjust stock: a count found more or fewer units than were written down."""

from collections.abc import Sequence

from paraguas.inventory.actions.move_or_refuse import move_or_refuse
from paraguas.inventory.errors import AdjustmentUnexplained
from paraguas.inventory.events import StockAdjusted
from paraguas.inventory.model import Kind, Movement, Units
from paraguas.inventory.rules.moving import merge
from paraguas.inventory.rules.telling import by_place, told_before
from paraguas.inventory.store import ledger
from paraguas.plumbing.tx import Tx
from paraguas.values.quantity import check_quantity
from paraguas.values.stamp import Stamp


def adjust_stock(
    tx: Tx, stamp: Stamp, adjustment_id: str, differences: Sequence[Units], *, reason: str
) -> bool:
    """Add differences, signed, to what is on hand; False when it was recorded before.

    The count is the truth: it may leave fewer units than were promised, and then nothing is
    available.  Announces stock.adjusted.v1 per place; raises AdjustmentUnexplained,
    QuantityOutOfRange, PositionShort (less than nothing on hand) and StockCauseReused.
    """
    units = merge(differences)
    if not reason.strip() or not all(units.values()):
        raise AdjustmentUnexplained
    for difference in units.values():
        check_quantity(abs(difference))
    if told_before(ledger.brought(tx, adjustment_id, Kind.ADJUSTED, units), units, adjustment_id):
        return False
    at, actor = stamp.at, stamp.by.actor
    move_or_refuse(
        tx,
        [
            Movement(*key, Kind.ADJUSTED, adjustment_id, 0, difference, at, actor, reason)
            for key, difference in units.items()
        ],
    )
    for place_id, told in by_place(units):
        tx.announce(stamp, place_id, StockAdjusted(adjustment_id, place_id, reason, told))
    return True
