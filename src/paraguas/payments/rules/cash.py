"""Cash is paid in the coins there are."""

from paraguas.values.money import round_half_up


def round_cash(amount_minor: int, step_minor: int) -> int:
    """Round an amount to the smallest coin in use, half away from zero.

    step_minor: the smallest coin, 1 or more: 1 in the euro area, 5 where the smallest coins have
    gone.
    """
    return round_half_up(amount_minor, step_minor) * step_minor
