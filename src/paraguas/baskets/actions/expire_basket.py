"""Expire a basket: nobody came back for it."""

from paraguas.baskets import store
from paraguas.baskets.actions.close_baskets import close_baskets
from paraguas.baskets.events import BasketExpired
from paraguas.baskets.model import Basket
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def expire_basket(tx: Tx, stamp: Stamp, basket: Basket) -> None:
    """Close an open basket as expired, forget what was in it, and announce it in its own stream.

    Raises StaleSlice when somebody changed or closed it since it was read.
    """
    close_baskets(tx, [(basket.basket_id, basket.version, None)], at=stamp.at)
    store.forget(tx, [basket.basket_id])
    tx.announce(stamp, basket.basket_id, BasketExpired(basket.basket_id))
