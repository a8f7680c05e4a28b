"""Write what promotions took off orders, and which coupons opened them."""

from collections.abc import Sequence

from paraguas.plumbing.tx import Tx
from paraguas.promotions import store
from paraguas.promotions.model import KeptShare
from paraguas.promotions.rules.redeeming import Use
from paraguas.values.ids import OrderId


def write_shares(
    tx: Tx, shares: Sequence[tuple[OrderId, KeptShare]], uses: Sequence[Use] = ()
) -> None:
    """Write shares and uses, one statement a table; none is fine.

    Announces nothing: the order they belong to tells it.  Raises StaleSlice when a coupon was used
    meanwhile as often as it may be.
    """
    if uses:
        store.add_uses(tx, uses)
    if shares:
        store.add_shares(tx, shares)
