"""What a count finds: differences against what was on hand when each SKU was counted.

What is sold between the entry and the close lowers on hand and is in no difference: so it spoils
nothing.  Counting a SKU again replaces what was entered before; two entries that added up would
have two moments, and a sale between them could belong to either.
"""

from collections.abc import Iterable, Mapping

from paraguas.inventory.errors import CountClosed, CountWithout
from paraguas.inventory.model import Count, CountLine, CountState, Key, Position
from paraguas.values.ids import SkuId
from paraguas.values.stamp import Stamp


def check_counting(count: Count) -> None:
    """Refuse a count that was closed."""
    if count.state is not CountState.OPEN:
        raise CountClosed(number=count.number)


def entered(
    count: Count, units: Mapping[SkuId, int], on_hand: Mapping[SkuId, int], stamp: Stamp
) -> list[CountLine]:
    """The lines as counted now.

    on_hand: what is written down at this moment.  Raises CountWithout for a SKU that is not to be
    counted; a count of the whole place takes any.
    """
    listed = {line.sku_id for line in count.lines}
    for sku_id in units:
        if sku_id not in listed and not count.whole:
            raise CountWithout(sku=sku_id, number=count.number)
    return [
        CountLine(sku_id, quantity, on_hand.get(sku_id, 0), stamp.at, stamp.by.actor)
        for sku_id, quantity in units.items()
    ]


def differences(count: Count) -> dict[SkuId, int]:
    """Units found more or fewer, only of SKUs where there is a difference."""
    return {line.sku_id: line.difference for line in count.lines if line.difference}


def short_units(positions: Iterable[Position]) -> dict[SkuId, int]:
    """Units that are promised and not there, only of SKUs where there are any."""
    return {one.sku_id: -one.unpromised for one in positions if one.unpromised < 0}


def keys_of(count: Count, skus: Iterable[SkuId]) -> list[Key]:
    """The positions of SKUs at the count's place."""
    return [(sku_id, count.place_id) for sku_id in skus]
