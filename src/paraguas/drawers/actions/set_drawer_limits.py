"""Say which differences whoever counted a drawer may explain herself."""

from collections.abc import Sequence

from paraguas.drawers import store
from paraguas.drawers.model import DrawerLimit
from paraguas.drawers.rules.reckoning import check_amount
from paraguas.plumbing.tx import Tx
from paraguas.values.money import exponent


def set_drawer_limits(tx: Tx, wanted: Sequence[DrawerLimit]) -> None:
    """Set the limits of these currencies; drawers opened from now on have them.

    Refuses what is no currency, and amounts below 0.
    """
    for one in wanted:
        exponent(one.currency)
        check_amount(one.alone_minor)
    store.put_limits(tx, wanted)
