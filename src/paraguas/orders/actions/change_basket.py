"""Change what is in a basket, or where it goes on."""

from msgspec.structs import replace

from paraguas.orders.errors import BasketChanged as VersionMoved
from paraguas.orders.events import BasketChanged
from paraguas.orders.model import Basket, Contents
from paraguas.orders.store import baskets
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def change_basket(
    tx: Tx, stamp: Stamp, basket: Basket, contents: Contents, *, version: int, expires_at: int
) -> Basket:
    """Replace the contents of an open basket and announce `basket.changed.v1`.

    version: the one the change was made on; refuses `basket_changed` when it moved on.
    """
    if version != basket.version:
        raise VersionMoved(version=basket.version)
    changed = replace(
        basket,
        version=basket.version + 1,
        contents=contents,
        changed_at=stamp.at,
        expires_at=expires_at,
    )
    baskets.save_basket(tx, changed, was=basket.version)
    lines = [{"sku": line.sku, "quantity": line.quantity} for line in contents.lines]
    tx.announce(stamp, basket.basket_id, BasketChanged(basket.basket_id, changed.version, lines))
    return changed
