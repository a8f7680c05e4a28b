"""Sort goods: some are damaged or to be checked, go back on sale or are written off."""

from msgspec import Struct

from paraguas.inventory.actions.set_aside import set_aside
from paraguas.inventory.model import Condition
from paraguas.journeys.stock.codes import Counted, naming_codes, units_at
from paraguas.journeys.stock.keeping import Kept, kept
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import digest_id
from paraguas.values.stamp import Stamp


class Sorting(Struct, frozen=True):
    """Units that go from one condition into another, and why; the same document counts once."""

    stamp: Stamp
    place: str
    document: str
    was: Condition
    becomes: Condition
    reason: str
    lines: tuple[Counted, ...]


def sort_goods(tx: Tx, sorting: Sorting) -> Kept:
    """Move units between conditions; refuses what `set_aside` does, with codes instead of ids."""
    units = units_at(tx, sorting.place, sorting.lines)
    move_id = digest_id("sorting", sorting.place, sorting.document)
    with naming_codes(tx):
        recorded = set_aside(
            *(tx, sorting.stamp, move_id, units),
            was=sorting.was,
            becomes=sorting.becomes,
            reason=sorting.reason,
        )
    return kept(tx, units, recorded=recorded)
