"""Many reference rows at once: saved by their codes, so that sending them again does nothing."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from paraguas.plumbing.tx import Tx
from paraguas.plumbing.work import Verb
from paraguas.values.stamp import Stamp

MOST_ROWS = 2000
Save = Callable[[Tx, Stamp, Sequence[Any]], int]


class Bulk(Struct, frozen=True):
    """Rows as they came in."""

    stamp: Stamp
    rows: Sequence[Any]


class Saved(Struct, frozen=True):
    """How many of the rows were new or different."""

    changed: int


def saving(save: Save, read: Callable[[Tx, Any], Any]) -> Verb:
    """Make a verb of an action over many rows; `read` turns each into what the room knows."""

    def verb(tx: Tx, bulk: Bulk) -> Saved:
        return Saved(save(tx, bulk.stamp, [read(tx, row) for row in bulk.rows]))

    return verb
