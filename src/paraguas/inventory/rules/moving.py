"""What movements add up to, position by position."""

from collections.abc import Iterable
from typing import NamedTuple

from paraguas.inventory.model import Key, Kind, Movement, Position, Units

_BUCKETS = {
    Kind.RECEIVED: (1, 0, 0),
    Kind.ADJUSTED: (1, 0, 0),
    Kind.ALLOCATED: (0, 1, 0),
    Kind.RELEASED: (0, -1, 0),
    Kind.RESERVED: (0, 0, 1),
    Kind.UNRESERVED: (0, 0, -1),
    Kind.ISSUED: (-1, -1, 0),
    Kind.SOLD: (-1, 0, 0),
    Kind.RETURNED: (1, 0, 0),
}
"""What one unit does to on hand, allocated and reserved."""

_PROMISES = {Kind.ALLOCATED: 1, Kind.RESERVED: 1, Kind.RELEASED: -1, Kind.UNRESERVED: -1}
BRINGING = frozenset({Kind.RECEIVED, Kind.ADJUSTED, Kind.RETURNED})
"""Kinds that may come to a place which never held the SKU."""


class Change(NamedTuple):
    """The sum of movements of one position.

    promised: units promised, less those given back.  sold: units carried out unpromised.
    """

    on_hand: int
    allocated: int
    reserved: int
    promised: int
    sold: int


def diffs(movement: Movement) -> tuple[int, int, int]:
    """What a movement does to on hand, allocated and reserved."""
    on_hand, allocated, reserved = _BUCKETS[movement.kind]
    quantity = movement.quantity
    return on_hand * quantity, allocated * quantity, reserved * quantity


def merge(lines: Iterable[Units]) -> dict[Key, int]:
    """Sum units per position."""
    sums: dict[Key, int] = {}
    for line in lines:
        key = line.sku_id, line.place_id
        sums[key] = sums.get(key, 0) + line.quantity
    return sums


def add_up(movements: Iterable[Movement]) -> dict[Key, Change]:
    """Sum movements per position: two lines that share a SKU at a place see one number."""
    sums: dict[Key, list[int]] = {}
    for movement in movements:
        key = movement.sku_id, movement.place_id
        total = sums.get(key)
        if total is None:
            total = sums[key] = [0, 0, 0, 0, 0]
        on_hand, allocated, reserved = diffs(movement)
        total[0] += on_hand
        total[1] += allocated
        total[2] += reserved
        total[3] += _PROMISES.get(movement.kind, 0) * movement.quantity
        total[4] += movement.quantity if movement.kind is Kind.SOLD else 0
    return {key: Change(*total) for key, total in sums.items()}


def missing(position: Position, change: Change) -> int:
    """How many units the position lacks for the change; 0 when it may happen.

    No bucket goes below 0.  A promise leaves the safety stock alone; a sale may use it up, since
    the goods are in the customer's hand, but takes nothing that is promised.  A count is the truth
    and may leave promises that cannot be kept.
    """
    unpromised = position.unpromised + change.on_hand - change.allocated - change.reserved
    lacking = [
        -(position.on_hand + change.on_hand),
        -(position.allocated + change.allocated),
        -(position.reserved + change.reserved),
    ]
    if change.promised > 0:
        lacking.append(position.safety_stock - unpromised - change.sold)
    if change.promised + change.sold > 0:
        lacking.append(-unpromised)
    return max(0, *lacking)
