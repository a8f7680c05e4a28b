"""Move stock or say what is short: for verbs about one order, which decide on no slice."""

from collections.abc import Sequence

from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.errors import PositionShort
from paraguas.inventory.model import Movement, Position
from paraguas.inventory.rules.moving import add_up, asked, missing
from paraguas.inventory.store import positions
from paraguas.plumbing.tx import Tx


def move_or_refuse(tx: Tx, movements: Sequence[Movement]) -> None:
    """Apply movements as `move_stock` does, or raise PositionShort for the first that cannot be."""
    changes = add_up(movements)
    found = positions.positions_by_key(tx, list(changes))
    for key, change in sorted(changes.items()):
        lacking = missing(found.get(key) or Position(*key, 0, 0, 0, 0), change)
        if lacking:
            wanted = asked(change)
            there = max(0, wanted - lacking)
            raise PositionShort(sku=key[0], place=key[1], wanted=wanted, available=there)
    move_stock(tx, movements)
