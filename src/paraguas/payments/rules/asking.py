"""When a provider is asked again, and under which key."""

from paraguas.values.ids import OrderId, is_id
from paraguas.values.time import SECOND

PAUSES = (2, 5, 15, 60, 300, 900, 3600, 14400)
"""Seconds until an unanswered call is asked about again; the last goes on for ever."""


def provider_key(order_id: str, transaction_no: int) -> str:
    """Name a transaction to the provider: the same on every try."""
    return f"{order_id}-{transaction_no}"


def read_provider_key(key: str) -> tuple[OrderId, int] | None:
    """Read back which transaction a provider speaks of; None when the key is not ours."""
    order_id, dash, number = key.partition("-")
    if not (dash and is_id(order_id) and number.isascii() and number.isdigit()):
        return None
    return OrderId(order_id), int(number)


def ask_again_at(at: int, asks: int) -> int:
    """Tell when to ask again; asks: how often there was no answer, 1 or more."""
    return at + PAUSES[min(asks, len(PAUSES)) - 1] * SECOND
