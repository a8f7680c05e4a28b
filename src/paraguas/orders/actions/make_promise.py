"""Promise something more of an order: an appointment that was booked for it."""

from paraguas.orders.model import Promise
from paraguas.orders.store import changing
from paraguas.plumbing.tx import Tx


def make_promise(tx: Tx, order_id: str, promise: Promise) -> None:
    """Add a promise to the ledger; its number is given by the ledger."""
    changing.add_promise(tx, order_id, promise)
