"""Set aside: units are found damaged, are to be checked, go back on sale or are written off."""

from collections.abc import Sequence

from paraguas.inventory.errors import DifferenceUnexplained
from paraguas.inventory.events import StockSetAside
from paraguas.inventory.model import Condition, Movement, Units
from paraguas.inventory.rules.moving import merge
from paraguas.inventory.rules.setting_aside import buckets_of, check_there, kind_of
from paraguas.inventory.rules.telling import by_place, told_before
from paraguas.inventory.store import ledger, positions
from paraguas.plumbing.tx import Tx
from paraguas.values.quantity import check_quantity
from paraguas.values.stamp import Stamp


def set_aside(
    tx: Tx,
    stamp: Stamp,
    move_id: str,
    lines: Sequence[Units],
    *,
    was: Condition,
    becomes: Condition,
    reason: str,
    move_no: int = 0,
) -> bool:
    """Move units from one condition to another; False when it was recorded before.

    What is promised may be found damaged too: then less than nothing is available.  Announces
    stock.set_aside.v1 per place; raises ConditionStepUnknown, ConditionShort,
    DifferenceUnexplained, QuantityOutOfRange and StockCauseReused.
    """
    kind, units = kind_of(was, becomes), merge(lines)
    for line in lines:
        check_quantity(line.quantity)
    if not reason.strip():
        raise DifferenceUnexplained
    if told_before(ledger.brought(tx, move_id, kind, units, cause_no=move_no), units, move_id):
        return False
    check_there(positions.positions_by_key(tx, units), units, was)
    at, actor = stamp.at, stamp.by.actor
    moved = [
        Movement(*key, kind, move_id, move_no, quantity, at, actor, reason)
        for key, quantity in units.items()
    ]
    positions.set_aside(tx, {(m.sku_id, m.place_id): buckets_of(m) for m in moved})
    ledger.add_set_aside(tx, moved)
    for place_id, some in by_place(units):
        fact = StockSetAside(move_id, place_id, was.value, becomes.value, reason, some)
        tx.announce(stamp, place_id, fact)
    return True
