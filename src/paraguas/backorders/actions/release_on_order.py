"""Release units on order that baskets keep: they were ordered, given up, or will not come."""

from collections import Counter
from collections.abc import Sequence

from paraguas.backorders import store
from paraguas.backorders.events import BackorderReleased
from paraguas.backorders.model import PoolHold
from paraguas.backorders.rules.keeping import PoolKey, by_basket, kept_units, told_units
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def release_on_order(tx: Tx, ended: Sequence[tuple[Stamp, Sequence[PoolHold]]]) -> None:
    """Give units of many baskets back to their pools.

    Announces `backorder.released.v1` for each basket; raises StaleSlice where one was released
    meanwhile.
    """
    units: Counter[PoolKey] = Counter()
    for _, holds in ended:
        units.subtract(kept_units(holds))
    store.take(tx, units)
    store.end_holds(tx, [hold for _, holds in ended for hold in holds])
    for stamp, holds in ended:
        for basket_id, some in by_basket(holds).items():
            tx.announce(
                stamp, basket_id, BackorderReleased(basket_id, told_units(kept_units(some)))
            )
