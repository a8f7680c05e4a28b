"""What the worker does when nobody came back in time: timers of baskets and their holds."""

from paraguas.baskets.actions.expire_basket import expire_basket as expire
from paraguas.baskets.model import BasketStatus
from paraguas.baskets.queries import slice_baskets
from paraguas.inventory.actions.expire_holds import expire_holds
from paraguas.inventory.actions.release_hold import release_hold
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId
from paraguas.values.stamp import Stamp


def expire_hold(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Give back what a basket holds beyond its time; the basket itself stays open."""
    expire_holds(tx, stamp, [BasketId(chore.subject)])


def expire_basket(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Close a basket nobody came back for; one that was changed or completed is left alone."""
    basket = slice_baskets(tx, [chore.subject]).get(chore.subject)
    if basket is None or basket.status is not BasketStatus.OPEN or stamp.at < basket.expires_at:
        return
    release_hold(tx, stamp, basket.basket_id)
    expire(tx, stamp, basket)
