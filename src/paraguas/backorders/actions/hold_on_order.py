"""Hold units on order: a basket keeps them from their pools until its hold expires."""

from collections.abc import Mapping

from paraguas.backorders import store
from paraguas.backorders.events import BackorderHeld, BackorderReleased
from paraguas.backorders.model import PoolHold
from paraguas.backorders.rules.keeping import PoolKey, difference, kept_units, told_units
from paraguas.plumbing.chores import cancel
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId
from paraguas.values.stamp import Stamp

TIMER = "timer:expire_on_order"


def hold_on_order(
    tx: Tx, stamp: Stamp, basket_id: BasketId, wanted: Mapping[PoolKey, int], *, expires_at: int
) -> None:
    """Let a basket keep exactly these units of pools until an instant; none lets all go.

    Announces `backorder.held.v1` or `backorder.released.v1` and leaves `timer:expire_on_order`;
    raises StaleSlice where a pool has them no more.
    """
    had = store.holds_of(tx, [basket_id])
    if not (had or wanted):
        return
    was = kept_units(had)
    store.take(tx, difference(was, wanted))
    store.end_holds(tx, had)
    store.add_holds(
        tx, [PoolHold(*key, basket_id, n, expires_at) for key, n in sorted(wanted.items())]
    )
    cancel(tx, basket_id, TIMER)
    if wanted:
        tx.later(stamp, TIMER, basket_id, {}, due_at=expires_at)
        tx.announce(stamp, basket_id, BackorderHeld(basket_id, told_units(wanted), expires_at))
    else:
        tx.announce(stamp, basket_id, BackorderReleased(basket_id, told_units(was)))
