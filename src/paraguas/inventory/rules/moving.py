"""What movements add up to, position by position."""

from collections.abc import Iterable
from operator import add

from paraguas.inventory.model import Change, Key, Kind, Movement, Position, Units

BRINGING = frozenset({
    *(Kind.RECEIVED, Kind.ADJUSTED, Kind.RETURNED, Kind.ARRIVED, Kind.RECALLED, Kind.COUNTED),
})  # fmt: skip
"""Kinds that may come to a place which never held the SKU."""


def merge(lines: Iterable[Units]) -> dict[Key, int]:
    """Sum units per position."""
    sums: dict[Key, int] = {}
    for line in lines:
        key = line.sku_id, line.place_id
        sums[key] = sums.get(key, 0) + line.quantity
    return sums


def add_up(movements: Iterable[Movement]) -> dict[Key, Change]:
    """Sum movements per position: two lines that share a SKU at a place see one number."""
    sums: dict[Key, Change] = {}
    for movement in movements:
        key = movement.sku_id, movement.place_id
        so_far = sums.get(key)
        change = movement.change
        sums[key] = Change(*map(add, so_far, change)) if so_far else change
    return sums


def asked(change: Change) -> int:
    """How many units the change asks of its position, in the bucket where it asks most."""
    return max(change.promised, change.sold, *(-diff for diff in change[:3]))


def missing(position: Position, change: Change) -> int:
    """How many units the position lacks for the change; 0 when it may happen.

    No bucket goes below 0.  A promise and a transfer leave the safety stock alone; a sale may
    use it up, since the goods are in the customer's hand, but takes nothing that is promised.  A
    count is the truth and may leave promises that cannot be kept.
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
