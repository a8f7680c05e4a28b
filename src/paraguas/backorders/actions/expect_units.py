"""Expect units: how many of a purchase order are still to come, and when."""

from collections.abc import Sequence

from paraguas.backorders import store
from paraguas.backorders.model import Pool
from paraguas.plumbing.tx import Tx


def expect_units(tx: Tx, pools: Sequence[Pool]) -> None:
    """Write what purchase orders still bring; who was promised more of them is seen to after.

    Announces nothing: the purchase order's own fact tells it.
    """
    store.expect(tx, pools)
