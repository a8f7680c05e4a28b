"""The pool all doors take from: what may still be promised, as a batch decides order by order."""

from collections.abc import Callable, Iterable, Mapping

from paraguas.inventory.model import Movement
from paraguas.values.ids import PlaceId, SkuId

Shelves = Callable[[SkuId], Mapping[PlaceId, int]]
"""Units of a SKU that may be promised, by place, only where there are any."""


class Positions:
    """Positions of some SKUs as they were read, less what this batch has taken since.

    free: units above the safety stock by SKU and place, below 0 where too many are promised.
    safety: safety stock by SKU and place, only where there is any.
    """

    __slots__ = ("_free", "_safety")

    def __init__(
        self,
        free: dict[SkuId, dict[PlaceId, int]],
        safety: Mapping[SkuId, Mapping[PlaceId, int]],
    ) -> None:
        self._free = free
        self._safety = safety

    def available(self, sku_id: SkuId, place_id: PlaceId) -> int:
        """Units that may be promised; 0 for what the place does not know."""
        at = self._free.get(sku_id)
        return max(0, at.get(place_id, 0)) if at else 0

    def safety(self, sku_id: SkuId, place_id: PlaceId) -> int:
        """Units the place keeps back of itself; they are not among the available ones."""
        return self._safety.get(sku_id, {}).get(place_id, 0)

    def at(self, sku_id: SkuId) -> Mapping[PlaceId, int]:
        """Units that may be promised by place, only where there are any."""
        at = self._free.get(sku_id)
        if not at or min(at.values()) > 0:
            return at or {}
        return {place: free for place, free in at.items() if free > 0}

    def on_shelf(self, sku_id: SkuId, place_id: PlaceId) -> int:
        """Units a person in the store may carry out: the safety stock too, nothing promised."""
        free = self._free.get(sku_id, {}).get(place_id, 0)
        return max(0, free + self._safety.get(sku_id, {}).get(place_id, 0))

    def take(self, sku_id: SkuId, place_id: PlaceId, quantity: int) -> None:
        """Count units as taken, so that the next of the batch does not see them."""
        at = self._free.setdefault(sku_id, {})
        at[place_id] = at.get(place_id, 0) - quantity

    def follow(self, movements: Iterable[Movement]) -> None:
        """Count what decided movements will do to what is available."""
        for movement in movements:
            change = movement.change
            taken = change.allocated + change.reserved - change.on_hand
            self.take(movement.sku_id, movement.place_id, taken)

    def forget(self, movements: Iterable[Movement]) -> None:
        """Count movements that were followed as undone: they are not to be."""
        for movement in movements:
            change = movement.change
            taken = change.allocated + change.reserved - change.on_hand
            self.take(movement.sku_id, movement.place_id, -taken)

    def give_back(self, sku_id: SkuId, place_id: PlaceId, quantity: int) -> None:
        """Count units as given back, for instance what a basket holds that becomes an order.

        Whoever held them may have them though the safety stock was raised meanwhile, as far as
        they are still there.
        """
        free = self._free.get(sku_id, {}).get(place_id, 0)
        there = free + quantity + self._safety.get(sku_id, {}).get(place_id, 0)
        self.take(sku_id, place_id, free - max(free + quantity, min(quantity, there)))
