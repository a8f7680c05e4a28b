"""Change supply: a supplier announces other units or days."""

from paraguas.plumbing.tx import Tx
from paraguas.supply.events import AnnouncedUnits, SupplyChanged
from paraguas.supply.model import PurchaseOrder, PurchaseState
from paraguas.supply.rules.receiving import Notice, changed_lines, check_open, is_complete
from paraguas.supply.store import purchases
from paraguas.values.quantity import check_quantity
from paraguas.values.stamp import Stamp


def change_supply(tx: Tx, stamp: Stamp, found: PurchaseOrder, notice: Notice) -> bool:
    """Let a new notice take the place of the old one; False where it says the same.

    What it leaves out is expected no more; where all of the rest came already, the order is
    received.  Announces supply.changed.v1; raises PurchaseBelowReceived, PurchaseOrderNotOpen and
    QuantityOutOfRange.
    """
    for said in notice.values():
        check_quantity(said.quantity)
    check_open(found)
    lines = changed_lines(found, notice)
    if lines == found.lines:
        return False
    complete = is_complete(lines)
    state = PurchaseState.RECEIVED if complete else PurchaseState.ANNOUNCED
    purchases.take_step(tx, found, state, stamp.at if complete else None, None)
    purchases.write_lines(tx, found, lines)
    units = tuple(AnnouncedUnits(one.sku_id, one.quantity, one.expected_on) for one in lines)
    fact = SupplyChanged(found.purchase_order_id, found.place_id, units)
    tx.announce(stamp, found.place_id, fact)
    return True
