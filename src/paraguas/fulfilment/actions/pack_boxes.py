"""Write down the boxes of a parcel, each with a number of its own."""

from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.fulfilment.model import Box, Fulfilment
from paraguas.fulfilment.rules.boxing import BoxWish, pack, sscc
from paraguas.fulfilment.store import boxes
from paraguas.plumbing.tx import Tx


def pack_boxes(
    tx: Tx, found: Fulfilment, wishes: Sequence[BoxWish], *, entity_id: str
) -> tuple[Box, ...]:
    """Put a parcel into boxes; they take the next numbers of the entity's range, if it has one.

    Refuses BoxesWrong, NumbersUsedUp.  Raises StaleSlice when somebody took the same numbers.
    """
    packed = pack(found, wishes)
    given = boxes.range_of(tx, entity_id)
    if given:
        first = boxes.take_numbers(tx, entity_id, given, len(packed))
        packed = tuple(
            replace(box, sscc=sscc(given.prefix, number))
            for number, box in enumerate(packed, start=first)
        )
    boxes.insert(tx, found, packed)
    return packed
