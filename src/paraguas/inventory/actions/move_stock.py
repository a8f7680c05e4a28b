"""Move stock: the only way a position changes, for one order or for a batch of them."""

from collections.abc import Sequence

from paraguas.inventory import store
from paraguas.inventory.model import Movement
from paraguas.inventory.rules.moving import BRINGING, add_up
from paraguas.plumbing.tx import Tx


def move_stock(tx: Tx, movements: Sequence[Movement]) -> None:
    """Apply movements to their positions and write them down, in two statements for any number.

    Raises StaleSlice when one of them cannot happen any more (see `missing` for when that is):
    decide on a slice first, or use `move_or_refuse`.  A cause told twice is stopped by the key.
    """
    changes = add_up(movements)
    store.add_positions(
        tx, sorted({(m.sku_id, m.place_id) for m in movements if m.kind in BRINGING})
    )
    store.change_positions(tx, changes)
    store.add_movements(tx, movements)
