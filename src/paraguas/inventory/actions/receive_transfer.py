"""Receive a transfer: units of it came, all at once or some of them."""

from collections.abc import Mapping

from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.events import TransferReceived
from paraguas.inventory.model import Kind, Transfer, TransferReceipt, TransferState
from paraguas.inventory.rules.transferring import (
    check_open,
    check_receivable,
    is_complete,
    movements,
    received_before,
    told,
)
from paraguas.inventory.store import transfers
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import SkuId
from paraguas.values.quantity import check_quantity
from paraguas.values.stamp import Stamp


def receive_transfer(
    tx: Tx, stamp: Stamp, found: Transfer, document: str, units: Mapping[SkuId, int]
) -> bool:
    """Add units that came to the receiver's stock; False when the document was recorded before.

    found: as read in this transaction.  The last unit makes the transfer `received`.  Announces
    stock.transfer_received.v1; raises QuantityOutOfRange, StockCauseReused, TransferNotOpen and
    TransferOverReceived.
    """
    for quantity in units.values():
        check_quantity(quantity)
    if received_before(found, document, units):
        return False
    check_open(found)
    check_receivable(found, units)
    complete = is_complete(found, units)
    state = TransferState.RECEIVED if complete else TransferState.SENT
    number = len(found.receipts) + 1
    transfers.change_transfer(tx, found, state, stamp.at if complete else None, None)
    transfers.change_lines(tx, found, "received", units)
    came = TransferReceipt(number, document, stamp.at, stamp.by.actor, dict(units))
    transfers.add_receipt(tx, found, came)
    cause = found.transfer_id, number
    move_stock(tx, movements(Kind.ARRIVED, found.place_id, cause, units, stamp))
    fact = TransferReceived(
        *(found.transfer_id, found.place_id, document, complete),
        told(found.place_id, units),
    )
    tx.announce(stamp, found.place_id, fact)
    return True
