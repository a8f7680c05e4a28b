"""What is otherwise where a wish is made: a price of its own, or a SKU that is not sold there."""

from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.journeys.checkout.frame import Bearings
from paraguas.journeys.checkout.lines import Item
from paraguas.journeys.checkout.slice import Slice
from paraguas.orders.model import Wish
from paraguas.promotions.errors import SkuNotSoldHere
from paraguas.promotions.model import Difference, Differing
from paraguas.promotions.rules.differing import difference_at


def price_locally(
    known: Slice, wish: Wish, bearings: Bearings, items: Sequence[Item]
) -> tuple[Item, ...]:
    """Give items the price of their door where that differs for a stated reason.

    Refuses SkuNotSoldHere.  What was agreed, or a till tells, stays as it is.
    """
    differences = known.promoting.promotions.differences
    if not differences or wish.historic:
        return tuple(items)
    doors = [bearings.place.code, wish.channel] if bearings.place else [wish.channel]
    return tuple(_local(wish, doors, differences, item) for item in items)


def _local(wish: Wish, doors: Sequence[str], differences: Sequence[Difference], item: Item) -> Item:
    if item.fixed or item.asked.recorded:
        return item
    found = difference_at(
        differences, item.sku.code, market=wish.market, doors=doors, at=wish.stamp.at
    )
    if found is None:
        return item
    if found.kind is Differing.MISSING or found.amount_minor is None:
        raise SkuNotSoldHere(
            sku=item.sku.code, door=found.door, reason=found.reason, until=found.ends_on
        )
    return replace(item, agreed=(found.amount_minor, item.sku.per))
