"""Paying as goods leave, and when an order turns out to be worth less."""

from paraguas.orders import queries as orders
from paraguas.orders.actions.note_payment import note_payment
from paraguas.payments import queries as payments
from paraguas.payments.actions.lower_payment import lower_payment
from paraguas.payments.actions.request_capture import request_capture
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp


def take_due(tx: Tx, stamp: Stamp, order_id: OrderId, amount_minor: int, for_what: str) -> None:
    """Take what fell due with a fulfilment or an appointment, from the tenders in their order."""
    request_capture(tx, stamp, order_id, amount_minor, for_what)
    note_balance(tx, order_id)


def lower_to_worth(tx: Tx, stamp: Stamp, order_id: OrderId) -> None:
    """Set free or give back what was set aside or taken beyond what the order is worth now."""
    placed = orders.order(tx, order_id)
    lower_payment(tx, stamp, order_id, placed.worth_minor)
    note_balance(tx, order_id)


def note_balance(tx: Tx, order_id: OrderId) -> None:
    """Store on the order where its money stands."""
    worth = orders.order(tx, order_id).worth_minor
    balance = payments.balances(tx, [order_id]).get(order_id)
    if balance:
        note_payment(tx, {order_id: balance.status(worth).value})
