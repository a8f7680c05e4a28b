"""Move stored values: many orders, one statement a table."""

from collections.abc import Sequence

from paraguas.plumbing.tx import Tx
from paraguas.stored_value import store
from paraguas.stored_value.model import Move


def move_values(tx: Tx, moves: Sequence[Move]) -> None:
    """Take from stored values and put back on them, none ever below 0.

    Announces nothing: the order whose tender it is tells it.  Raises StaleSlice when one holds less
    than was read.
    """
    if moves:
        store.move_cards(tx, moves)
