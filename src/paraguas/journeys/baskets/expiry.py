"""What the worker does when nobody came back in time: timers of baskets and their holds."""

from paraguas.backorders.actions.release_on_order import release_on_order
from paraguas.backorders.queries import slice_holds
from paraguas.baskets.actions.expire_basket import expire_basket as expire
from paraguas.baskets.model import BasketStatus
from paraguas.baskets.queries import slice_baskets
from paraguas.inventory.actions.expire_holds import expire_holds
from paraguas.journeys.baskets.goods import let_go
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId
from paraguas.values.stamp import Stamp


def expire_hold(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Give back what a basket holds beyond its time; the basket itself stays open."""
    expire_holds(tx, stamp, [BasketId(chore.subject)])


def expire_on_order(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Give back what a basket keeps on order beyond its time."""
    for kept in slice_holds(tx, [BasketId(chore.subject)]).values():
        over = [one for one in kept if one.expires_at <= stamp.at]
        release_on_order(tx, [(stamp, over)])


def expire_basket(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Close a basket nobody came back for; one that was changed or completed is left alone."""
    basket = slice_baskets(tx, [chore.subject]).get(chore.subject)
    if basket is None or basket.status is not BasketStatus.OPEN or stamp.at < basket.expires_at:
        return
    let_go(tx, stamp, basket.basket_id)
    expire(tx, stamp, basket)
