"""Extend a hold: the customer needs more time, or a colleague takes the basket over."""

from paraguas.inventory.errors import HoldExpired, HoldTooShort
from paraguas.inventory.events import StockHeld
from paraguas.inventory.rules.holding import units_of
from paraguas.inventory.store import holds
from paraguas.plumbing.chores import cancel
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId
from paraguas.values.stamp import Stamp


def extend_hold(tx: Tx, stamp: Stamp, basket_id: BasketId, *, expires_at: int) -> None:
    """Keep what the basket holds until another instant.

    Announces stock.held.v1 and moves `timer:expire_hold`; raises HoldExpired when the basket holds
    nothing any more, and HoldTooShort.
    """
    if expires_at <= stamp.at:
        raise HoldTooShort
    held = holds.holds_of(tx, [basket_id])
    if not held:
        raise HoldExpired(basket=basket_id)
    holds.extend_holds(tx, held, expires_at)
    cancel(tx, basket_id, "timer:expire_hold")
    tx.later(stamp, "timer:expire_hold", basket_id, {}, due_at=expires_at)
    tx.announce(stamp, basket_id, StockHeld(basket_id, units_of(held), expires_at))
