"""How an amount is spread over the tenders of an order, in their order."""

from collections.abc import Callable

from paraguas.payments.rules.balance import Balance, TenderBalance, takes_effect_at_once

Part = tuple[TenderBalance, int]


def spread_capture(balance: Balance, amount_minor: int) -> list[Part]:
    """Take an amount from what is set aside; gives less where less is left."""
    return _spread(balance, amount_minor, lambda one: one.capturable)


def spread_refund(balance: Balance, amount_minor: int) -> list[Part]:
    """Give an amount back of what was taken; gives less where less is left."""
    return _spread(balance, amount_minor, lambda one: one.refundable)


def spread_void(balance: Balance, keep_minor: int) -> list[Part]:
    """Set free what is set aside beyond `keep_minor`, the last tender first.

    A card's authorisation is set free as a whole or not at all, for that is what every provider
    can do; what is kept of it can still be taken.
    """
    free = balance.capturable - keep_minor
    parts = []
    for one in reversed(balance.tenders):
        whole = one.capturable
        part = min(free, whole)
        if part < whole and not takes_effect_at_once(one.tender.kind):
            part = 0
        if part > 0:
            parts.append((one, part))
            free -= part
    return parts


def _spread(
    balance: Balance, amount_minor: int, room: Callable[[TenderBalance], int]
) -> list[Part]:
    parts = []
    for one in balance.tenders:
        part = min(amount_minor, room(one))
        if part > 0:
            parts.append((one, part))
            amount_minor -= part
    return parts
