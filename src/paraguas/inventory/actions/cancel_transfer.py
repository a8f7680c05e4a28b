"""Cancel a transfer: units that are wholly on the way go back where they came from."""

from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.events import TransferCancelled
from paraguas.inventory.model import Kind, Transfer, TransferState
from paraguas.inventory.rules.transferring import (
    check_untouched,
    explained,
    missing_units,
    movements,
    told,
)
from paraguas.inventory.store import transfers
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def cancel_transfer(tx: Tx, stamp: Stamp, found: Transfer, *, reason: str) -> None:
    """Give all units of a transfer back to its sender.

    Announces stock.transfer_cancelled.v1; raises DifferenceUnexplained, TransferBegun (some were
    received) and TransferNotOpen.
    """
    check_untouched(found)
    units, sender = missing_units(found), found.from_place_id
    state = TransferState.CANCELLED
    transfers.change_transfer(tx, found, state, stamp.at, explained(reason))
    transfers.change_lines(tx, found, "returned", units)
    move_stock(tx, movements(Kind.RECALLED, sender, (found.transfer_id, 0), units, stamp))
    back = told(sender, units)
    tx.announce(stamp, sender, TransferCancelled(found.transfer_id, sender, reason, back))
