"""Release a hold: the basket was emptied or given up."""

from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.events import HoldReleased
from paraguas.inventory.rules.holding import give_back, units_of
from paraguas.inventory.store import holds
from paraguas.plumbing.chores import cancel
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId
from paraguas.values.stamp import Stamp


def release_hold(tx: Tx, stamp: Stamp, basket_id: BasketId) -> None:
    """Give back all the basket holds; nothing held is fine.

    Announces hold.released.v1 where units were given back.
    """
    held = holds.holds_of(tx, [basket_id])
    if not held:
        return
    move_stock(tx, [give_back(hold, stamp.at, stamp.by.actor) for hold in held])
    cancel(tx, basket_id, "timer:expire_hold")
    tx.announce(stamp, basket_id, HoldReleased(basket_id, units_of(held)))
