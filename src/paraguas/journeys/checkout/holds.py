"""Which orders are held as they are placed, by the rules of their market."""

from collections.abc import Iterable

from paraguas.holds.model import Hold, HoldRule
from paraguas.holds.rules.catching import catching, caught
from paraguas.journeys.checkout.slice import Slice
from paraguas.journeys.checkout.supply import Supply
from paraguas.orders.model import Order
from paraguas.values.stamp import Stamp


def rules_that_hold(known: Slice, order: Order, supply: Supply) -> tuple[HoldRule, ...]:
    """Give the rules that hold an order; none where nothing of it is still to go out."""
    if not known.hold_rules.rules or not (supply.fulfilments or supply.waiting):
        return ()
    return catching(known.hold_rules, order.wish.market, order.total_minor)


def holds_at_placing(
    known: Slice, placed: Iterable[tuple[Order, Supply]]
) -> list[tuple[Stamp, Hold]]:
    """Give the holds that orders are placed with."""
    return [
        (order.wish.stamp, caught(rule, order.order_id, hold_no, order.wish.stamp.at))
        for order, supply in placed
        for hold_no, rule in enumerate(rules_that_hold(known, order, supply), start=1)
    ]
