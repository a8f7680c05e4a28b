"""Leave a step to the worker, who takes it to the provider."""

from paraguas.payments.model import Transaction
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def leave_errand(tx: Tx, stamp: Stamp, one: Transaction) -> None:
    """Let the worker take a step to its provider, and look up what the call needs."""
    body = {"order_id": one.order_id, "transaction_no": one.transaction_no}
    tx.later(stamp, "errand:payment", one.order_id, body, due_at=stamp.at)
