"""Receive stock: goods came to a place, from a supplier, a warehouse or an import."""

from collections.abc import Sequence

from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.events import StockReceived
from paraguas.inventory.model import Kind, Movement, Units
from paraguas.inventory.rules.moving import merge
from paraguas.inventory.rules.telling import by_place, told_before
from paraguas.inventory.store import ledger
from paraguas.plumbing.tx import Tx
from paraguas.values.quantity import check_quantity
from paraguas.values.stamp import Stamp


def receive_stock(
    tx: Tx, stamp: Stamp, receipt_id: str, lines: Sequence[Units], *, receipt_no: int = 0
) -> bool:
    """Add received units to their positions; False when the receipt was recorded before.

    receipt_id: named after the outside document (`digest_id`), so that telling it again moves
    nothing.  receipt_no: of several with one id, for instance of a purchase order.  Lines of one
    SKU at one place count together.  Announces stock.received.v1 per place; raises
    QuantityOutOfRange and StockCauseReused.
    """
    for line in lines:
        check_quantity(line.quantity)
    units = merge(lines)
    known = ledger.brought(tx, receipt_id, Kind.RECEIVED, units, cause_no=receipt_no)
    if told_before(known, units, receipt_id):
        return False
    cause = receipt_id, receipt_no
    by = stamp.by
    move_stock(
        tx,
        [
            Movement(*key, Kind.RECEIVED, *cause, quantity, stamp.at, by.actor, by.reason)
            for key, quantity in units.items()
        ],
    )
    for place_id, told in by_place(units):
        tx.announce(stamp, place_id, StockReceived(receipt_id, place_id, told))
    return True
