"""From which condition into which units may go, and what that changes."""

from collections.abc import Mapping

from paraguas.inventory.errors import ConditionShort, ConditionStepUnknown
from paraguas.inventory.model import Buckets, Condition, Key, Kind, Movement, Position

STEPS: Mapping[tuple[Condition, Condition], Kind] = {
    (Condition.SELLABLE, Condition.QUALITY): Kind.QUARANTINED,
    (Condition.SELLABLE, Condition.DAMAGED): Kind.DAMAGED,
    (Condition.QUALITY, Condition.SELLABLE): Kind.CLEARED,
    (Condition.QUALITY, Condition.DAMAGED): Kind.FAILED,
    (Condition.QUALITY, Condition.WRITTEN_OFF): Kind.REJECTED,
    (Condition.DAMAGED, Condition.SELLABLE): Kind.RESTORED,
    (Condition.DAMAGED, Condition.QUALITY): Kind.RECHECKED,
    (Condition.DAMAGED, Condition.WRITTEN_OFF): Kind.SCRAPPED,
}
"""The kind of movement of each step; sellable units are written off by a count or as damaged."""

_BUCKET = {Condition.SELLABLE: 0, Condition.DAMAGED: 3, Condition.QUALITY: 4}
_ENDS = {kind: step for step, kind in STEPS.items()}


def kind_of(was: Condition, becomes: Condition) -> Kind:
    """The kind of movement that leads from one condition to another.

    Raises ConditionStepUnknown where none does.
    """
    kind = STEPS.get((was, becomes))
    if kind is None:
        raise ConditionStepUnknown(was=was.value, becomes=becomes.value)
    return kind


def buckets_of(movement: Movement) -> Buckets:
    """What a movement between conditions does to its position; what is written off goes nowhere."""
    was, becomes = _ENDS[movement.kind]
    numbers = [0] * len(Buckets._fields)
    numbers[_BUCKET[was]] -= movement.quantity
    if becomes in _BUCKET:
        numbers[_BUCKET[becomes]] += movement.quantity
    return Buckets(*numbers)


def check_there(
    positions: Mapping[Key, Position], units: Mapping[Key, int], was: Condition
) -> None:
    """Refuse more units than are there in a condition, promised or not: the shelf is the truth."""
    for key, wanted in sorted(units.items()):
        position = positions.get(key) or Position(*key, 0, 0, 0, 0)
        there = in_condition(position, was)
        if wanted > there:
            raise ConditionShort(
                sku=key[0],
                place=key[1],
                condition=was.value,
                wanted=wanted,
                available=there,
            )


def in_condition(position: Position, condition: Condition) -> int:
    """Units of a position that are in a condition."""
    match condition:
        case Condition.SELLABLE:
            return position.on_hand
        case Condition.DAMAGED:
            return position.damaged
        case Condition.QUALITY:
            return position.quality
        case Condition.WRITTEN_OFF:
            return 0
