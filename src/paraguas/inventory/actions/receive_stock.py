"""Receive stock: goods came to a place, from a supplier, a warehouse or an import."""

from collections.abc import Sequence
from itertools import groupby

from paraguas.inventory import store
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.errors import ReceiptDiffers
from paraguas.inventory.events import StockReceived
from paraguas.inventory.model import Kind, Movement, Units
from paraguas.inventory.rules.moving import merge
from paraguas.plumbing.tx import Tx
from paraguas.values.quantity import check_quantity
from paraguas.values.stamp import Stamp


def receive_stock(tx: Tx, stamp: Stamp, receipt_id: str, lines: Sequence[Units]) -> bool:
    """Add received units to their positions; False when the receipt was recorded before.

    receipt_id: named after the outside document (`digest_id`), so that telling it again moves
    nothing; lines of one SKU at one place count together.  Announces stock.received.v1 per place.
    Raises QuantityOutOfRange and ReceiptDiffers.
    """
    for line in lines:
        check_quantity(line.quantity)
    units = merge(lines)
    known = store.moved(tx, receipt_id, Kind.RECEIVED, units)
    if known:
        if known != units:
            raise ReceiptDiffers(receipt=receipt_id)
        return False
    at, by = stamp.at, stamp.by
    move_stock(
        tx,
        [
            Movement(*key, Kind.RECEIVED, receipt_id, 0, quantity, at, by.actor, by.reason)
            for key, quantity in units.items()
        ],
    )
    ordered = sorted(units.items(), key=lambda item: (item[0][1], item[0][0]))
    for place_id, group in groupby(ordered, key=lambda item: item[0][1]):
        told = tuple(Units(*key, quantity) for key, quantity in group)
        tx.announce(stamp, place_id, StockReceived(receipt_id, place_id, told))
    return True
