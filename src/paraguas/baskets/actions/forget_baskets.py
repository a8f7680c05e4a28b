"""Forget what was in baskets, and for whom."""

from collections.abc import Sequence

from paraguas.baskets import store
from paraguas.plumbing.tx import Tx


def forget_baskets(tx: Tx, basket_ids: Sequence[str]) -> None:
    """Drop the keys of baskets for good; that they were there stays known."""
    store.forget(tx, basket_ids)
