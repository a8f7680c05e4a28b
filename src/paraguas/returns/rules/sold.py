"""What of a sold line can come back, since when its person has it, and what it cost."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from paraguas.values.money import share_of

ARRIVES = frozenset(("handed_over", "delivered"))
"""Counters by which goods reach their person."""


class SoldLine(Struct, frozen=True, gc=False):
    """A line of goods as far as returns are concerned, in units and minor units.

    wanted: not cancelled.  gone: handed over or shipped; arrived: of these, with the person.
    on_top_minor: tax that comes on top of the amount, 0 where it is in it.
    """

    line_no: int
    quantity: int
    wanted: int
    gone: int
    arrived: int
    coming_back: int
    returned: int
    amount_minor: int
    on_top_minor: int

    @property
    def left(self) -> int:
        """Units that have left and are neither back nor on their way back."""
        return self.gone - self.coming_back - self.returned


def costs_of(lines: Mapping[int, SoldLine], units: Sequence[tuple[int, int]]) -> list[int]:
    """Tell what units (line_no, units) cost with their tax that come back one after the other.

    Like cancelled ones they are counted from the line's last unit, as credit notes are.
    """
    tops = {number: line.wanted - line.returned for number, line in lines.items()}
    costs = []
    for line_no, many in units:
        line, until = lines[line_no], tops[line_no]
        tops[line_no] -= many
        span = until - many, until, line.quantity
        costs.append(share_of(line.amount_minor, *span) + share_of(line.on_top_minor, *span))
    return costs


def arrived_at(
    lines: Mapping[int, SoldLine], log: Sequence[tuple[str, int, Sequence[tuple[int, int]]]]
) -> int | None:
    """Tell when the last of an order's goods reached the person; None while some are to come.

    log: counter, instant and units by line.  Source: Directive 2011/83/EU, Article 9(2)(b)(i),
    which counts from the last good.
    """
    if any(line.arrived < line.wanted for line in lines.values()):
        return None
    times = (
        at
        for counter, at, units in log
        if counter in ARRIVES and any(no in lines and n > 0 for no, n in units)
    )
    return max(times, default=None)
