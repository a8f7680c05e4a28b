"""Is what was asked for whole? Checked before anything is read."""

from paraguas.orders.errors import (
    BoundWrongly,
    GroupUnknown,
    NoLines,
    RecordedNotAllowed,
    TooManyLines,
)
from paraguas.orders.model import Wish, WishedLine
from paraguas.values.quantity import check_quantity

MOST_LINES = 2000
"""As the largest published order systems take."""


def check_wish(wish: Wish, *, may_record: bool) -> None:
    """Refuse a wish that contradicts itself.

    may_record: the door is a till or an import and may tell what was charged; only then a line of
    quantity 0 may stand (tills record them).
    """
    if not wish.lines:
        raise NoLines
    if len(wish.lines) > MOST_LINES:
        raise TooManyLines(lines=len(wish.lines), most=MOST_LINES)
    for number, line in enumerate(wish.lines):
        _check_line(wish, number, line, may_record=may_record)


def _check_line(wish: Wish, number: int, line: WishedLine, *, may_record: bool) -> None:
    where = f"lines[{number}].quantity"
    check_quantity(line.quantity, least=0 if line.recorded else 1, where=where)
    if line.recorded and not may_record:
        raise RecordedNotAllowed(where=f"lines[{number}].recorded", channel=wish.channel)
    if not 0 <= line.group < len(wish.groups):
        raise GroupUnknown(where=f"lines[{number}].group", group=line.group)
    if line.bound_to is None:
        return
    if not 0 <= line.bound_to < len(wish.lines) or line.bound_to == number:
        raise BoundWrongly(where=f"lines[{number}].bound_to")
