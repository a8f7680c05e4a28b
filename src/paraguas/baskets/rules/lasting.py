"""How long a basket waits for somebody to come back."""

from paraguas.values.time import DAY

BASKET_DAYS = 30
"""Its goods are held for minutes only; the choice itself costs nothing to keep."""


def basket_ends_at(at: int) -> int:
    """When a basket that was last changed at an instant expires."""
    return at + BASKET_DAYS * DAY
