"""Go on with a basket at another door or with another person."""

from msgspec.structs import replace

from paraguas.baskets import store
from paraguas.baskets.events import BasketHandedOver
from paraguas.baskets.model import Basket
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def hand_over_basket(tx: Tx, stamp: Stamp, basket: Basket, *, channel: str) -> Basket:
    """Make the stamp's actor the owner, at the channel; announces `basket.handed_over.v1`."""
    owner = stamp.by.actor
    moved = replace(
        basket, version=basket.version + 1, channel=channel, owner=owner, changed_at=stamp.at
    )
    store.save(tx, moved, was=basket.version)
    told = BasketHandedOver(basket.basket_id, basket.channel, channel, owner)
    tx.announce(stamp, basket.basket_id, told)
    return moved
