"""What becomes different about the lines of an order after it was placed."""

from collections.abc import Sequence

from msgspec.structs import asdict

from paraguas.orders.model import Allocation, Line, PlacedLine, PlacedOrder
from paraguas.orders.rules.composing import Priced, Sums, sum_lines


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


def sums_between(was: Sequence[Line], now: Sequence[Line], *, prices_include_tax: bool) -> Sums:
    """Tell what lines come to more than they did, or less (below 0)."""
    before = sum_lines(was, prices_include_tax=prices_include_tax)
    after = sum_lines(now, prices_include_tax=prices_include_tax)
    return Sums(
        after.goods_minor - before.goods_minor,
        after.discount_minor - before.discount_minor,
        after.tax_minor - before.tax_minor,
        after.total_minor - before.total_minor,
    )


def open_lines(order: PlacedOrder, group_no: int) -> tuple[PlacedLine, ...]:
    """Give the lines of a group of which units are still to go out."""
    return tuple(e for e in order.lines if e.line.group_no == group_no and e.standing.open > 0)


def lost_by_line(lost: Sequence[Allocation]) -> dict[int, int]:
    """Add up allocations by line: line_no -> units."""
    units: dict[int, int] = {}
    for each in lost:
        units[each.line_no] = units.get(each.line_no, 0) + each.quantity
    return units
