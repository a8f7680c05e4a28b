"""The right of withdrawal: declared and confirmed by the person, acknowledged with day and hour.

Source: Directive 2011/83/EU, Articles 9 to 16 and 11a, the last by Directive (EU) 2023/2673.
"""

from collections.abc import Mapping

from msgspec import Struct

from paraguas.journeys.changing.cancellation import Cancelling, cancel_order
from paraguas.journeys.returning.case import Asking, rulings
from paraguas.journeys.returning.letters import acknowledge
from paraguas.journeys.returning.lines import sold_lines
from paraguas.journeys.returning.returning import Requesting, request_return
from paraguas.messages.model import Recipient
from paraguas.orders import queries as orders
from paraguas.orders.actions.lock_order import lock_order
from paraguas.orders.model import PlacedOrder
from paraguas.plumbing.tx import Tx
from paraguas.returns.actions.declare_withdrawal import declare_withdrawal
from paraguas.returns.model import Asked, Return
from paraguas.returns.rules.withdrawing import Withdrawable, part
from paraguas.values.ids import OrderId
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp


class Withdrawing(Struct, frozen=True):
    """What a person withdraws from: units by line; her name, and where the receipt goes."""

    stamp: Stamp
    order_id: OrderId
    units: Mapping[int, int]
    name: str
    reply_to: str


def withdraw(tx: Tx, item: Withdrawing) -> Return | None:
    """Withdraw from units of an order: what has not left is cancelled, the rest may come back.

    Announces `withdrawal.declared.v1` and queues its receipt at once.  Refuses what may not be
    withdrawn from any more, and a receipt that could not arrive.
    """
    if "@" not in item.reply_to or not item.name:
        raise Malformed(where="name" if not item.name else "reply_to", problem=item.reply_to)
    lock_order(tx, item.order_id)
    order = orders.order(tx, item.order_id)
    cancelled, back = part(item.units, withdrawable(tx, order, item.stamp.at))
    one = _come_back(tx, item, back) if back else None
    if cancelled:
        cancel_order(tx, Cancelling(item.stamp, item.order_id, cancelled))
    declare_withdrawal(tx, item.stamp, item.order_id, item.units, cancelled=cancelled, one=one)
    to = Recipient(item.name, item.reply_to)
    acknowledge(tx, item.stamp, order, item.units, to, number=one.number if one else "")
    return one


def withdrawable(tx: Tx, order: PlacedOrder, at: int) -> Withdrawable:
    """Tell what may be withdrawn from at an instant, as long as the book or the law gives."""
    goods = {entry.line.line_no: entry for entry in order.lines if not entry.line.service}
    gone = {number: line.left for number, line in sold_lines(order).items()}
    asked = [Asked(line_no=number, units=units) for number, units in gone.items() if units > 0]
    book = zip(asked, rulings(tx, order, asked, Asking(at)), strict=True) if asked else ()
    return Withdrawable(
        open={number: entry.standing.open for number, entry in goods.items()},
        gone={one.line_no: one.units for one, ruling in book if ruling.allowed},
    )


def _come_back(tx: Tx, item: Withdrawing, back: Mapping[int, int]) -> Return:
    asked = tuple(Asked(line_no=number, units=units) for number, units in sorted(back.items()))
    return request_return(tx, Requesting(item.stamp, item.order_id, asked, withdrawal=True))
