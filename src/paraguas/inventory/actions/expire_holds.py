"""Expire holds: what `timer:expire_hold` does when it is due."""

from collections.abc import Sequence

from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.events import HoldExpired
from paraguas.inventory.rules.holding import give_back, units_of
from paraguas.inventory.store import holds
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId
from paraguas.values.stamp import Stamp


def expire_holds(tx: Tx, stamp: Stamp, basket_ids: Sequence[BasketId]) -> int:
    """Give back what these baskets hold beyond their time; how many baskets lost something.

    A basket that was extended, completed or released in the meantime is left alone.  Announces
    hold.expired.v1 per basket.
    """
    over = [hold for hold in holds.holds_of(tx, basket_ids) if hold.expires_at <= stamp.at]
    move_stock(tx, [give_back(hold, stamp.at, stamp.by.actor) for hold in over])
    baskets = sorted({hold.basket_id for hold in over})
    for basket_id in baskets:
        units = units_of([hold for hold in over if hold.basket_id == basket_id])
        tx.announce(stamp, basket_id, HoldExpired(basket_id, units))
    return len(baskets)
