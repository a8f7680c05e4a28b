"""Cancel supply: the supplier will send nothing of it."""

from paraguas.plumbing.tx import Tx
from paraguas.supply.events import SupplyCancelled
from paraguas.supply.model import PurchaseOrder, PurchaseState
from paraguas.supply.rules.receiving import check_untouched, explained, given_up
from paraguas.supply.store import purchases
from paraguas.values.stamp import Stamp


def cancel_supply(tx: Tx, stamp: Stamp, found: PurchaseOrder, *, reason: str) -> None:
    """Expect nothing of a purchase order of which nothing came.

    Announces supply.cancelled.v1; raises SupplyUnexplained, PurchaseOrderBegun and
    PurchaseOrderNotOpen.
    """
    check_untouched(found)
    purchases.take_step(tx, found, PurchaseState.CANCELLED, stamp.at, explained(reason))
    purchases.write_lines(tx, found, given_up(found))
    place_id = found.place_id
    tx.announce(stamp, place_id, SupplyCancelled(found.purchase_order_id, place_id, reason))
