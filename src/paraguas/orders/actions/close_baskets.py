"""Close baskets: they became orders, or nobody came back for them."""

from collections.abc import Sequence

from paraguas.orders.model import BasketStatus
from paraguas.orders.store import baskets
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId, OrderId


def close_baskets(tx: Tx, closed: Sequence[tuple[BasketId, OrderId | None]], *, at: int) -> None:
    """Close open baskets in bulk: completed where there is an order, expired where there is none.

    A basket closed by somebody else meanwhile raises StaleSlice.
    """
    baskets.close_baskets(
        tx,
        [
            (
                basket_id,
                (BasketStatus.COMPLETED if order else BasketStatus.EXPIRED).value,
                order,
                at,
            )
            for basket_id, order in closed
        ],
    )
