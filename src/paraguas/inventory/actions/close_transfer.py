"""Close a transfer: what has not come is not coming."""

from paraguas.inventory.events import TransferClosed
from paraguas.inventory.model import Transfer, TransferState
from paraguas.inventory.rules.transferring import check_open, explained, missing_units, told
from paraguas.inventory.store import transfers
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def close_transfer(tx: Tx, stamp: Stamp, found: Transfer, *, reason: str) -> None:
    """Write off all units of a transfer that are still on the way.

    They are in nobody's stock already, so nothing moves.  Announces stock.transfer_closed.v1;
    raises DifferenceUnexplained and TransferNotOpen.
    """
    check_open(found)
    missing = missing_units(found)
    state = TransferState.CLOSED
    transfers.change_transfer(tx, found, state, stamp.at, explained(reason))
    transfers.change_lines(tx, found, "written_off", missing)
    lost = told(found.place_id, missing)
    tx.announce(
        stamp, found.place_id, TransferClosed(found.transfer_id, found.place_id, reason, lost)
    )
