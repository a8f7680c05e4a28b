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

    A card's authorisation is set free as a whole or not at all, with what it was raised by, for
    that is what every provider can do; what is kept of it can still be taken.
    """
    free = balance.capturable - keep_minor
    parts: list[Part] = []
    for approval in _approvals(balance):
        whole = sum(one.capturable for one in approval)
        if takes_effect_at_once(approval[0].tender.kind):
            parts += [(one, min(free, one.capturable)) for one in approval if free > 0]
        elif whole <= free:
            parts += [(one, one.capturable) for one in approval]
        else:
            continue
        free -= min(free, whole)
    return [(one, part) for one, part in parts if part > 0]


def _approvals(balance: Balance) -> list[list[TenderBalance]]:
    """Put the tenders of one authorisation together, the last tender first."""
    found: dict[str, list[TenderBalance]] = {}
    for one in reversed(balance.tenders):
        found.setdefault(one.reference or f"tender {one.tender.tender_no}", []).append(one)
    return list(found.values())


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
