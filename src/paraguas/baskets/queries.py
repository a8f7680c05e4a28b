"""What other floors may read of baskets."""

from collections.abc import Sequence

from paraguas.baskets import store
from paraguas.baskets.errors import BasketAbsent, BasketClosed
from paraguas.baskets.model import Basket, BasketStatus
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import is_id


def slice_baskets(tx: Tx, basket_ids: Sequence[str]) -> dict[str, Basket]:
    """Read the baskets of a batch in one statement; unknown ones are left out."""
    return store.find(tx, [basket_id for basket_id in basket_ids if is_id(basket_id)])


def basket(tx: Tx, basket_id: str, *, now: int | None = None) -> Basket:
    """Read a basket; BasketAbsent where there is none.

    now: refuse BasketClosed unless it is open and has not expired at this instant.
    """
    found = slice_baskets(tx, [basket_id]).get(basket_id)
    if found is None:
        raise BasketAbsent(basket=basket_id)
    if now is not None:
        late = found.status is BasketStatus.OPEN and found.expires_at <= now
        if late or found.status is not BasketStatus.OPEN:
            raise BasketClosed(status=(BasketStatus.EXPIRED if late else found.status).value)
    return found
