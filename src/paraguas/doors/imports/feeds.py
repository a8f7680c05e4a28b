"""Rows of a warehouse system's feed: a SKU each; the rows of a message stand together."""

from collections.abc import Sequence

from paraguas.doors.imports.cells import Cells
from paraguas.doors.imports.errors import MessageIncomplete
from paraguas.doors.imports.grouping import Group
from paraguas.doors.imports.rows import Columns, Row
from paraguas.journeys.stock.codes import Counted
from paraguas.journeys.stock.feeding import Telling
from paraguas.plumbing.clock import stamp
from paraguas.supply.model import FeedKind
from paraguas.values.by import By
from paraguas.values.refusal import Malformed

COLUMNS = Columns(needed=("place", "feed", "sequence", "kind", "told_at", "sku", "quantity"))
_BY = By("system", "import")


def key_of(row: Row) -> tuple[str, ...]:
    """Give place, feed and number of the message a row belongs to."""
    return tuple(row.cells.get(name, "") for name in ("place", "feed", "sequence"))


def incomplete(lost: Row) -> MessageIncomplete:
    """Say why a message beside a row that cannot be read is left out."""
    return MessageIncomplete(row=lost.number)


def read_telling(message: Group) -> Telling:
    """Read the rows of a message."""
    cells = [Cells(row.cells) for row in message.rows]
    _check_alike(cells)
    head = cells[0]
    told_at, sequence = head.at("told_at"), head.whole("sequence")
    if told_at is None or sequence < 0:
        raise Malformed(where="told_at" if told_at is None else "sequence", problem="needed")
    return Telling(
        stamp(_BY),
        head.needed("place", most=40),
        head.needed("feed", most=40),
        sequence,
        _kind(head.needed("kind")),
        told_at,
        tuple(Counted(one.needed("sku", most=60), one.whole("quantity")) for one in cells),
    )


def _check_alike(cells: Sequence[Cells]) -> None:
    """Refuse a message whose rows contradict each other."""
    for name in ("kind", "told_at"):
        if len({each.text(name) for each in cells}) > 1:
            raise Malformed(where=name, problem="not the same in all rows of the message")


def _kind(text: str) -> FeedKind:
    try:
        return FeedKind(text.lower())
    except ValueError as problem:
        raise Malformed(where="kind", problem=text[:40]) from problem
