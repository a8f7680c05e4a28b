"""What of an order can come back, since when its person has it, and what it cost."""

from collections.abc import Sequence

from paraguas.orders.model import Counter, LoggedAction, PlacedLine, PlacedOrder
from paraguas.values.money import share_of

_ARRIVES = frozenset((Counter.HANDED_OVER.value, Counter.DELIVERED.value))


def left_to_return(entry: PlacedLine) -> int:
    """Tell how many units of a line have left and are neither back nor on their way back."""
    counters = entry.counters
    gone = counters["handed_over"] + counters["shipped"]
    return gone - counters["coming_back"] - counters["returned"]


def costs_of_returned(order: PlacedOrder, units: Sequence[tuple[int, int]]) -> list[int]:
    """Tell what units (line_no, units) cost with their tax that come back one after the other.

    Like cancelled ones they are counted from the line's last unit, as credit notes are.
    """
    lines = {entry.line.line_no: entry for entry in order.lines}
    tops = {
        number: entry.standing.wanted - entry.counters["returned"]
        for number, entry in lines.items()
    }
    costs = []
    for line_no, many in units:
        line, until = lines[line_no].line, tops[line_no]
        tops[line_no] -= many
        cost = share_of(line.amount_minor, until - many, until, line.quantity)
        if not order.prices_include_tax:
            cost += share_of(line.tax_minor, until - many, until, line.quantity)
        costs.append(cost)
    return costs


def arrived_at(order: PlacedOrder, log: Sequence[LoggedAction]) -> int | None:
    """Tell when the last of an order's goods reached the person; None while some are to come.

    Source: Directive 2011/83/EU, Article 9(2)(b)(i), which counts from the last good.
    """
    goods = {entry.line.line_no: entry for entry in order.lines if not entry.line.service}
    if any(entry.standing.arrived < entry.standing.wanted for entry in goods.values()):
        return None
    return max(
        (
            each.at
            for each in log
            if each.counter in _ARRIVES and any(no in goods and n > 0 for no, n in each.lines)
        ),
        default=None,
    )
