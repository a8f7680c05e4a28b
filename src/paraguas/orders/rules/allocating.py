"""Allocations as they change: units leave them, or they are done.

Each rule gives None where somebody else was faster: the units or the allocation are gone.
"""

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from paraguas.orders.model import Allocation

Allocations = tuple[Allocation, ...]


def shrink(found: Allocations, released: Sequence[tuple[int, int]]) -> Allocations | None:
    """Take units (allocation_no, units) out; an allocation nothing is left of is released."""
    lost: dict[int, int] = {}
    for allocation_no, units in released:
        lost[allocation_no] = lost.get(allocation_no, 0) + units
    if not _are_open(found, lost) or any(lost.get(a.allocation_no, 0) > a.quantity for a in found):
        return None
    return tuple(_smaller(each, lost) for each in found)


def finish(found: Allocations, allocation_nos: Collection[int]) -> Allocations | None:
    """Close allocations whose units have left."""
    if not _are_open(found, allocation_nos):
        return None
    return tuple(
        replace(each, status="done") if each.allocation_no in allocation_nos else each
        for each in found
    )


def _are_open(found: Allocations, asked: Collection[int]) -> bool:
    return set(asked) <= {each.allocation_no for each in found if each.status == "open"}


def _smaller(found: Allocation, lost: Mapping[int, int]) -> Allocation:
    units = lost.get(found.allocation_no, 0)
    status = "released" if units == found.quantity and units else found.status
    return replace(found, quantity=found.quantity - units, status=status)
