"""What is kept back: the shelves a channel may be promised from, by the rules of stock.

The guard of the database knows a position's own safety stock only: two processes that sell the last
units at one instant may promise some that a rule keeps back, never more than are there.
"""

from collections.abc import Iterable, Mapping

from paraguas.catalog.queries import Catalogue, catalogue
from paraguas.inventory.model import Hold
from paraguas.inventory.rules.pool import Positions, Shelves
from paraguas.network.queries import Network, network
from paraguas.plumbing.tx import Tx
from paraguas.supply.model import About
from paraguas.supply.queries import stock_rules
from paraguas.supply.rules.keeping import StockRules
from paraguas.values.ids import PlaceId, SkuId


class Kept:
    """What the rules keep back, worked out once for each channel, SKU and place of a batch."""

    __slots__ = ("_about", "_catalogue", "_network", "_rules")

    def __init__(self, rules: StockRules, catalog: Catalogue, net: Network) -> None:
        """Remember what rules look at."""
        self._rules, self._catalogue, self._network = rules, catalog, net
        self._about: dict[tuple[SkuId, PlaceId], About] = {}

    def shelves(self, positions: Positions, channel: str, held: Iterable[Hold] = ()) -> Shelves:
        """Give the shelves of a channel; where no rule stands these are the pool's own.

        held: units of the caller's basket, which it may have whatever is kept back since.
        """
        if not self._rules.keeping:
            return positions.at
        own = {(hold.sku_id, hold.place_id): hold.quantity for hold in held}

        def at(sku_id: SkuId) -> Mapping[PlaceId, int]:
            found = {
                place_id: self._left(positions, channel, (sku_id, place_id), free, own)
                for place_id, free in positions.at(sku_id).items()
            }
            return {place_id: units for place_id, units in found.items() if units > 0}

        return at

    def _left(
        self,
        positions: Positions,
        channel: str,
        key: tuple[SkuId, PlaceId],
        free: int,
        own: Mapping[tuple[SkuId, PlaceId], int],
    ) -> int:
        safety, held = positions.safety(*key), own.get(key, 0)
        about = self._about_of(key)
        return self._rules.promised(channel, about, free, safety_stock=safety, held=held)

    def _about_of(self, key: tuple[SkuId, PlaceId]) -> About:
        found = self._about.get(key)
        if found is None:
            sku, place = self._catalogue.sku(key[0]), self._network.place(key[1])
            category = self._catalogue.category(sku) if sku else ""
            kind, code = (place.kind.value, place.code) if place else ("", "")
            found = self._about[key] = About(category, kind, code)
        return found


def read_kept(tx: Tx) -> Kept:
    """Read the rules of stock with what they look at: snapshots all, no statement."""
    return Kept(stock_rules(tx), catalogue(tx), network(tx))
