"""Open a basket: somebody began to choose."""

from msgspec import Struct

from paraguas.baskets import store
from paraguas.baskets.events import BasketOpened
from paraguas.baskets.model import Basket, BasketStatus
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId
from paraguas.values.stamp import Stamp


class Opening(Struct, frozen=True):
    """A basket to open; `token` is drawn at the door, from more chance than ids carry.

    wanted: what is in it, JSON of whoever places orders.
    """

    channel: str
    market: str
    wanted: bytes
    token: str
    expires_at: int


def open_basket(tx: Tx, stamp: Stamp, opening: Opening) -> Basket:
    """Write a new basket owned by the stamp's actor and announce `basket.opened.v1`."""
    basket_id = BasketId(stamp.ids.next())
    basket = Basket(
        basket_id=basket_id,
        version=1,
        status=BasketStatus.OPEN,
        channel=opening.channel,
        market=opening.market,
        owner=stamp.by.actor,
        token=opening.token,
        opened_at=stamp.at,
        changed_at=stamp.at,
        expires_at=opening.expires_at,
        order_id=None,
        wanted=opening.wanted,
    )
    store.add(tx, basket)
    tx.announce(stamp, basket_id, BasketOpened(basket_id, opening.channel, opening.market))
    return basket
