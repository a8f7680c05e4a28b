"""What units that leave are worth, and which allocations they come from."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from paraguas.orders.model import Allocation, PlacedLine, PlacedOrder
from paraguas.values.ids import FulfilmentId
from paraguas.values.money import share_of


def due_for(order: PlacedOrder, units: Mapping[int, int]) -> int:
    """Give what these units (line_no -> units) cost with their tax, in minor units.

    They are the next of their lines to leave: units leave from the first on and are cancelled from
    the last on, so that all parts of a line sum to its frozen total.
    """
    return sum(_share(order, entry, units.get(entry.line.line_no, 0)) for entry in order.lines)


def open_allocations(order: PlacedOrder, fulfilment_id: str) -> tuple[Allocation, ...]:
    """Give the allocations a fulfilment still has to hand out."""
    return tuple(
        each
        for each in order.allocations
        if each.fulfilment_id == fulfilment_id and each.status == "open"
    )


def released_from(
    allocations: tuple[Allocation, ...], units: Mapping[int, int]
) -> tuple[tuple[Allocation, int], ...]:
    """Take units (line_no -> units) out of allocations, each with how many it loses."""
    left = dict(units)
    taken = []
    for each in allocations:
        lost = min(left.get(each.line_no, 0), each.quantity)
        if lost:
            taken.append((each, lost))
            left[each.line_no] -= lost
    return tuple(taken)


def reassigned(
    order: PlacedOrder, lost: Sequence[tuple[Allocation, int]], fulfilment_id: FulfilmentId
) -> list[Allocation]:
    """Give the allocations that take up what others lost, for another fulfilment of the place."""
    return [
        replace(each, allocation_no=number, quantity=units, fulfilment_id=fulfilment_id)
        for number, (each, units) in enumerate(lost, start=next_allocation_no(order))
    ]


def bound_services(order: PlacedOrder, line_nos: frozenset[int]) -> tuple[PlacedLine, ...]:
    """Give the services that are done to these lines and not cancelled."""
    return tuple(
        entry
        for entry in order.lines
        if entry.line.bound_to in line_nos and entry.standing.open > 0
    )


def next_allocation_no(order: PlacedOrder) -> int:
    """Give the number the next allocation of the order takes."""
    return max((each.allocation_no for each in order.allocations), default=0) + 1


def _share(order: PlacedOrder, entry: PlacedLine, units: int) -> int:
    line, first = entry.line, entry.standing.gone
    amount = share_of(line.amount_minor, first, first + units, line.quantity) if units else 0
    if order.prices_include_tax or not units:
        return amount
    return amount + share_of(line.tax_minor, first, first + units, line.quantity)
