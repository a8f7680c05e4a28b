"""Note on orders what the payments say of them."""

from collections.abc import Mapping

from paraguas.orders.store import changing
from paraguas.plumbing.tx import Tx


def note_payment(tx: Tx, statuses: Mapping[str, str]) -> None:
    """Store the payment status of orders (order_id -> status), as derived by the payments."""
    changing.set_payment_status(tx, statuses)
