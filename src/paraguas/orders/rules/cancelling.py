"""What cancelling takes: which units, from which allocations, worth how much."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from paraguas.orders.errors import NothingToCancel, PastCancelling
from paraguas.orders.model import Line, LineStanding, PlacedOrder
from paraguas.values.money import share_of


class Cancellable(Struct, frozen=True, gc=False):
    """A line as the rule sees it: frozen amounts, standing, open allocations (no, units)."""

    line: Line
    standing: LineStanding
    allocations: tuple[tuple[int, int], ...]


class Cancellation(Struct, frozen=True, gc=False):
    """What is taken back.

    units: line_no -> units.  unallocated: line_no -> units that were allocated.  released:
    (allocation_no, units).  amount_minor: what they were charged, tax included.
    """

    units: Mapping[int, int]
    unallocated: Mapping[int, int]
    released: tuple[tuple[int, int], ...]
    emptied_groups: tuple[int, ...]
    amount_minor: int


def decide_cancellation(
    lines: Sequence[Cancellable], wished: Mapping[int, int] | None, *, prices_include_tax: bool
) -> Cancellation:
    """Decide what can be cancelled: units not yet gone.

    wished: line_no -> units (above 0); None cancels all that is open.  A service goes with the
    goods it is bound to.  Raises PastCancelling where units have left, NothingToCancel where
    all are cancelled already.
    """
    asked = _all_open(lines) if wished is None else dict(wished)
    by_no = {entry.line.line_no: entry for entry in lines}
    for line_no, units in asked.items():
        entry = by_no.get(line_no)
        if entry is None or units <= 0:
            raise NothingToCancel(line=line_no)
        standing = entry.standing
        if not standing.open and not standing.gone:
            raise NothingToCancel(line=line_no)
        if units > standing.open:
            raise PastCancelling(line=line_no, asked=units, open=standing.open)
    _add_bound_services(lines, asked)
    if not any(asked.values()):
        raise NothingToCancel(line=0)
    released = [
        (allocation_no, units)
        for line_no, wanted in asked.items()
        for allocation_no, units in _release(by_no[line_no], wanted)
    ]
    return Cancellation(
        units=asked,
        unallocated=_by_line(lines, dict(released)),
        released=tuple(released),
        emptied_groups=_emptied(lines, asked),
        amount_minor=sum(
            charged(by_no[line_no], units, prices_include_tax=prices_include_tax)
            for line_no, units in asked.items()
        ),
    )


def by_fulfilment(order: PlacedOrder, cancelled: Cancellation) -> dict[str, dict[int, int]]:
    """Tell what each fulfilment loses: fulfilment -> line_no -> units."""
    allocations = {each.allocation_no: each for each in order.allocations}
    lost: dict[str, dict[int, int]] = {}
    for number, units in cancelled.released:
        each = allocations[number]
        lines = lost.setdefault(each.fulfilment_id, {})
        lines[each.line_no] = lines.get(each.line_no, 0) + units
    return lost


def charged(entry: Cancellable, units: int, *, prices_include_tax: bool) -> int:
    """Tell what the next `units` cancelled of a line were charged; they are its last units."""
    line = entry.line
    until = line.quantity - entry.standing.cancelled
    amount = share_of(line.amount_minor, until - units, until, line.quantity)
    if prices_include_tax:
        return amount
    return amount + share_of(line.tax_minor, until - units, until, line.quantity)


def _all_open(lines: Sequence[Cancellable]) -> dict[int, int]:
    return {e.line.line_no: e.standing.open for e in lines if e.standing.open > 0}


def _add_bound_services(lines: Sequence[Cancellable], asked: dict[int, int]) -> None:
    for entry in lines:
        goods, units = entry.line.bound_to, entry.standing.open
        if goods is None or goods not in asked or units <= 0:
            continue
        owner = next(e for e in lines if e.line.line_no == goods)
        if asked[goods] >= owner.standing.wanted:
            asked[entry.line.line_no] = units


def _release(entry: Cancellable, wanted: int) -> list[tuple[int, int]]:
    """Take units out of allocations, the last first; units no place has any more go before."""
    wanted -= entry.standing.open - sum(units for _, units in entry.allocations)
    taken = []
    for allocation_no, units in reversed(entry.allocations):
        if wanted <= 0:
            break
        taken.append((allocation_no, min(units, wanted)))
        wanted -= units
    return taken


def _by_line(lines: Sequence[Cancellable], released: Mapping[int, int]) -> dict[int, int]:
    return {
        entry.line.line_no: sum(released.get(no, 0) for no, _ in entry.allocations)
        for entry in lines
        if any(no in released for no, _ in entry.allocations)
    }


def _emptied(lines: Sequence[Cancellable], asked: Mapping[int, int]) -> tuple[int, ...]:
    """Tell of which groups nothing is left to come: neither to go out nor on its way."""
    left: dict[int, int] = {}
    for entry in lines:
        standing = entry.standing
        on_the_way = standing.gone - standing.arrived
        remaining = standing.open + on_the_way - asked.get(entry.line.line_no, 0)
        left[entry.line.group_no] = left.get(entry.line.group_no, 0) + remaining
    touched = {e.line.group_no for e in lines if e.line.line_no in asked}
    return tuple(sorted(group for group in touched if left[group] == 0))
