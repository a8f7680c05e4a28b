"""What becomes different about the lines of an order after it was placed."""

from msgspec.structs import asdict

from paraguas.orders.model import Line, PlacedLine, PlacedOrder
from paraguas.orders.rules.composing import Priced


def new_line(priced: Priced, *, line_no: int, group_no: int, quantity: int) -> Line:
    """Number a line that is added to an order."""
    return Line(line_no=line_no, group_no=group_no, quantity=quantity, **asdict(priced))


def next_line_no(order: PlacedOrder) -> int:
    """Give the number the next line of the order takes."""
    return max(entry.line.line_no for entry in order.lines) + 1


def line_of(order: PlacedOrder, line_no: int) -> PlacedLine | None:
    """Find a line of an order."""
    return next((entry for entry in order.lines if entry.line.line_no == line_no), None)


def added_lines(was: PlacedOrder, now: PlacedOrder) -> tuple[Line, ...]:
    """Give the lines an order has gained."""
    return tuple(e.line for e in now.lines if line_of(was, e.line.line_no) is None)


def cancelled_since(was: PlacedOrder, now: PlacedOrder) -> dict[int, int]:
    """Give the units of lines that were cancelled in between: line_no -> units."""
    before = {entry.line.line_no: entry.standing.cancelled for entry in was.lines}
    since = {
        (line_no := entry.line.line_no): entry.standing.cancelled - before.get(line_no, 0)
        for entry in now.lines
    }
    return {line_no: units for line_no, units in since.items() if units}


def position_of(group_no: int) -> int:
    """Give the position, from 0, of a group in a wish; the groups of an order lie in order."""
    return group_no - 1


def units_more(entry: PlacedLine, quantity: int) -> int:
    """Tell how many more units of a line are wanted than before, or fewer (below 0)."""
    return quantity - entry.standing.wanted
