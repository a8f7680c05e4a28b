"""Close a count: what was found becomes what is written down."""

from paraguas.inventory.actions.move_or_refuse import move_or_refuse
from paraguas.inventory.events import StockCounted
from paraguas.inventory.model import Count, CountState, Kind, Movement
from paraguas.inventory.rules.counting import differences, keys_of, short_units
from paraguas.inventory.rules.transferring import explained, told
from paraguas.inventory.store import counts, positions
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def close_count(tx: Tx, stamp: Stamp, found: Count, *, reason: str) -> bool:
    """Apply all differences at once; False when the count was closed before.

    The shelf is the truth: it may leave fewer units than are promised, and the lines and the fact
    then say by how many.  SKUs nobody counted stay as they are.  Announces stock.counted.v1; raises
    DifferenceUnexplained and PositionShort (more was sold since than was found: count again).
    """
    if found.state is CountState.CLOSED:
        return False
    off = differences(found)
    counts.step(tx, found, closed=stamp, reason=explained(reason))
    at, actor, place_id = stamp.at, stamp.by.actor, found.place_id
    move_or_refuse(
        tx,
        [
            Movement(sku_id, place_id, Kind.COUNTED, found.count_id, 0, units, at, actor, reason)
            for sku_id, units in off.items()
        ],
    )
    counted = [line.sku_id for line in found.lines if line.counted is not None]
    short = short_units(positions.positions_by_key(tx, keys_of(found, counted)).values())
    counts.tell_short(tx, found, short)
    fact = StockCounted(
        *(found.count_id, place_id, reason, len(counted), told(place_id, off)),
        told(place_id, short),
    )
    tx.announce(stamp, place_id, fact)
    return True
