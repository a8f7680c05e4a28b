"""Change what is in a basket, or where it goes on."""

from msgspec.structs import replace

from paraguas.baskets import store
from paraguas.baskets.errors import BasketChanged as VersionMoved
from paraguas.baskets.events import BasketChanged, Lines
from paraguas.baskets.model import Basket
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def change_basket(
    tx: Tx,
    stamp: Stamp,
    basket: Basket,
    wanted: bytes,
    lines: Lines,
    *,
    version: int,
    expires_at: int,
) -> Basket:
    """Replace the contents of an open basket and announce `basket.changed.v1`.

    lines: what is in it, to be told.  version: the one the change was made on; refuses
    `basket_changed` when it moved on.
    """
    if version != basket.version:
        raise VersionMoved(version=basket.version)
    changed = replace(
        basket,
        version=basket.version + 1,
        wanted=wanted,
        changed_at=stamp.at,
        expires_at=expires_at,
    )
    store.save(tx, changed, was=basket.version)
    tx.announce(stamp, basket.basket_id, BasketChanged(basket.basket_id, changed.version, lines))
    return changed
