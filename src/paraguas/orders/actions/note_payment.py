"""Note on orders what the payments say of them."""

from collections.abc import Mapping

from paraguas.orders import store
from paraguas.plumbing.tx import Tx


def note_payment(tx: Tx, statuses: Mapping[str, str]) -> None:
    """Store the payment status of orders (order_id -> status), as derived by the payments."""
    store.set_payment_status(tx, statuses)
