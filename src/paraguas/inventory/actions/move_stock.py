"""Move stock: the only way a position changes, for one order or for a batch of them."""

from collections.abc import Sequence

from paraguas.inventory.model import Kind, Movement
from paraguas.inventory.rules.moving import BRINGING, add_up
from paraguas.inventory.store import holds, ledger, positions
from paraguas.plumbing.tx import Tx


def move_stock(tx: Tx, movements: Sequence[Movement]) -> None:
    """Apply movements to their positions and write them down: two statements for any number.

    `unreserved` movements (see `give_back`) end their holds too.  Raises StaleSlice when one cannot
    happen any more: decide on a slice first, or use `move_or_refuse`.  The key stops a cause that
    is told twice.
    """
    positions.add_positions(
        tx, sorted({(m.sku_id, m.place_id) for m in movements if m.kind in BRINGING})
    )
    holds.end_holds(tx, [m for m in movements if m.kind is Kind.UNRESERVED])
    positions.change_positions(tx, add_up(movements))
    ledger.add_movements(tx, movements)
