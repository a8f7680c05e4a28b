"""Refunding: money given back as goodwill, within the authority of who gives it."""

from msgspec import Struct

from paraguas.journeys.money.crediting import give_credit
from paraguas.journeys.money.paying import note_balance, smallest_coin
from paraguas.journeys.money.stored_tenders import move_stored
from paraguas.orders import queries as orders
from paraguas.orders.model import PlacedOrder
from paraguas.payments.actions.refund_payment import refund_payment
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Actor
from paraguas.staff.rules.authority import demand_authority
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp


class Refunding(Struct, frozen=True):
    """An amount to give back, by whom, and (in the stamp) why.

    as_credit: at her wish it becomes store credit of who ordered, and nothing goes to the tenders.
    """

    stamp: Stamp
    actor: Actor
    order_id: OrderId
    amount_minor: int
    as_credit: bool = False


def refund_order(tx: Tx, item: Refunding) -> PlacedOrder:
    """Give money back to the tenders it came from, in their order.

    Refuses more than was taken and not given back, and more than the actor may decide alone.
    """
    order = orders.order(tx, item.order_id)
    demand_authority(item.actor, item.amount_minor, order.currency)
    step = smallest_coin(tx, order)
    refunded = refund_payment(
        *(tx, item.stamp, order.order_id, item.amount_minor),
        cash_step_minor=step,
        as_credit=item.as_credit,
    )
    move_stored(tx, refunded.moves)
    give_credit(tx, item.stamp, order, refunded.credited)
    note_balance(tx, order.order_id)
    return orders.order(tx, item.order_id)
