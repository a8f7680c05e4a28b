"""Close supply: the rest of what a supplier announced will not come."""

from paraguas.plumbing.tx import Tx
from paraguas.supply.events import MissingUnits, SupplyClosed
from paraguas.supply.model import PurchaseOrder, PurchaseState
from paraguas.supply.rules.receiving import check_open, explained, given_up
from paraguas.supply.store import purchases
from paraguas.values.stamp import Stamp


def close_supply(tx: Tx, stamp: Stamp, found: PurchaseOrder, *, reason: str) -> None:
    """Expect no more of a purchase order; what came stays.

    Announces supply.closed.v1; raises SupplyUnexplained and PurchaseOrderNotOpen.
    """
    check_open(found)
    purchases.take_step(tx, found, PurchaseState.CLOSED, stamp.at, explained(reason))
    purchases.write_lines(tx, found, given_up(found))
    missing = tuple(MissingUnits(line.sku_id, line.left) for line in found.lines if line.left)
    place_id = found.place_id
    tx.announce(stamp, place_id, SupplyClosed(found.purchase_order_id, place_id, reason, missing))
