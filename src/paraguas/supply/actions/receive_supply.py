"""Receive supply: goods of a supplier came to the dock, all of them or some."""

from paraguas.plumbing.tx import Tx
from paraguas.supply.events import CameUnits, SupplyReceived
from paraguas.supply.model import PurchaseOrder, PurchaseReceipt, PurchaseState
from paraguas.supply.rules.receiving import (
    Receipt,
    check_open,
    is_complete,
    received_before,
    received_lines,
)
from paraguas.supply.store import purchases
from paraguas.values.quantity import check_quantity
from paraguas.values.stamp import Stamp


def receive_supply(
    tx: Tx, stamp: Stamp, found: PurchaseOrder, document: str, came: Receipt
) -> int | None:
    """Write down what came and give the number of the receipt; None when it was recorded before.

    Whoever calls moves the stock, with the order's id and this number as the cause.  Announces
    supply.received.v1; raises QuantityOutOfRange, ReceiptReused, PurchaseOrderNotOpen and
    PurchaseOverReceived.
    """
    for units in came.values():
        check_quantity(min(units), least=0)
        check_quantity(sum(units))
    if received_before(found, document, came):
        return None
    check_open(found)
    lines = received_lines(found, came)
    complete = is_complete(lines)
    state = PurchaseState.RECEIVED if complete else PurchaseState.ANNOUNCED
    number = len(found.receipts) + 1
    purchases.take_step(tx, found, state, stamp.at if complete else None, None)
    purchases.write_lines(tx, found, lines)
    receipt = PurchaseReceipt(number, document, stamp.at, stamp.by.actor, dict(came))
    purchases.add_receipt(tx, found, receipt)
    units_told = tuple(
        CameUnits(line.sku_id, *came[line.sku_id], line.over)
        for line in lines
        if line.sku_id in came
    )
    place_id = found.place_id
    fact = SupplyReceived(found.purchase_order_id, place_id, document, complete, units_told)
    tx.announce(stamp, place_id, fact)
    return number
