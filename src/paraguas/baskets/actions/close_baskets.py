"""Close baskets: they became orders, or nobody came back for them."""

from collections.abc import Sequence

from paraguas.baskets import store
from paraguas.baskets.model import BasketStatus
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId, OrderId


def close_baskets(
    tx: Tx, closed: Sequence[tuple[BasketId, int, OrderId | None]], *, at: int
) -> None:
    """Close open baskets in bulk: completed where there is an order, expired where there is none.

    closed: basket, its version as it was read, order.  A basket that somebody else closed or
    changed meanwhile raises StaleSlice.
    """
    store.close(
        tx,
        [
            (
                basket_id,
                version,
                (BasketStatus.COMPLETED if order else BasketStatus.EXPIRED).value,
                order,
                at,
            )
            for basket_id, version, order in closed
        ],
    )
