"""Forget what promotions took off lines whose price became another."""

from collections.abc import Collection

from paraguas.plumbing.tx import Tx
from paraguas.promotions import store
from paraguas.values.ids import OrderId


def drop_shares(tx: Tx, order_id: OrderId, line_nos: Collection[int]) -> None:
    """Forget the shares of these lines; their new price holds what had been taken off."""
    found = store.shares_of(tx, [order_id]).get(order_id, ())
    store.drop_shares(tx, [(order_id, one) for one in found if one.line_no in line_nos])
