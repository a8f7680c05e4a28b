"""What baskets keep of goods on order: theirs to draw on as they become orders, nobody else's."""

from collections.abc import Iterable, Sequence

from paraguas.backorders.model import PoolHold
from paraguas.journeys.checkout.slice import Slice
from paraguas.orders.model import Wish
from paraguas.values.stamp import Stamp


def draw_own(known: Slice, wish: Wish) -> None:
    """Let a wish draw on what its basket keeps, as far as pools are read."""
    if known.pools is not None:
        for hold in _own(known, wish):
            known.pools.take(hold.sku_id, hold.pool_id, -hold.quantity)


def keep_own(known: Slice, wish: Wish) -> None:
    """Leave to the basket of a wish that is refused what that keeps."""
    if known.pools is not None:
        for hold in _own(known, wish):
            known.pools.take(hold.sku_id, hold.pool_id, hold.quantity)


def given_back(known: Slice, ordered: Iterable[Wish]) -> list[tuple[Stamp, Sequence[PoolHold]]]:
    """List what baskets that became orders keep no more."""
    return [(wish.stamp, own) for wish in ordered if (own := _own(known, wish))]


def _own(known: Slice, wish: Wish) -> Sequence[PoolHold]:
    return known.on_order.get(wish.basket_id, ()) if wish.basket_id else ()
