"""Paying: as goods leave, when an order turns out to be worth less, and again after a decline."""

from msgspec import Struct

from paraguas.journeys.changing.holding import release_unless_held
from paraguas.journeys.checkout.tenders import decide_payment
from paraguas.journeys.money.crediting import give_credit
from paraguas.journeys.money.stored_tenders import move_stored, read_purse
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.actions.note_payment import note_payment
from paraguas.orders.model import PlacedOrder, WishedTender
from paraguas.payments import queries as payments
from paraguas.payments.actions.capture_due import capture_due
from paraguas.payments.actions.lower_payment import lower_payment
from paraguas.payments.actions.replace_declined import replace_declined
from paraguas.payments.actions.request_capture import request_capture
from paraguas.payments.errors import NothingToPay
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp


class PayingAgain(Struct, frozen=True):
    """Other tenders for what declined ones left open."""

    stamp: Stamp
    order_id: OrderId
    tenders: tuple[WishedTender, ...]


def pay_again(tx: Tx, item: PayingAgain) -> PlacedOrder:
    """Pay with other tenders what declined ones left open; the places begin once it is secured.

    Goods that had left are charged to the new tenders.  Refuses NothingToPay and all that is
    refused of tenders at placement.
    """
    order = orders.order(tx, item.order_id)
    due = left_open(tx, order)
    if not due:
        raise NothingToPay
    net = network(tx)
    market, channel = net.market(order.market), net.channel(item.stamp.by.door)
    assert market is not None, "an order of a market that is not there"
    plan = decide_payment(
        read_purse(tx, item.tenders, item.stamp.at),
        item.tenders,
        due,
        market,
        on_site=channel is not None and channel.on_site,
    )
    paid = replace_declined(tx, item.stamp, item.order_id, plan, total_minor=order.worth_minor)
    move_stored(tx, paid.moves)
    release_unless_held(tx, item.stamp, item.order_id)
    capture_due(tx, item.stamp, item.order_id)
    note_balance(tx, item.order_id)
    return orders.order(tx, item.order_id)


def left_open(tx: Tx, order: PlacedOrder) -> int:
    """Tell what declined tenders left open of what an order is worth; 0 where nothing is."""
    known = payments.balances(tx, [order.order_id]).get(order.order_id)
    return known.to_replace(order.worth_minor) if known else 0


def given_back_if_worth(tx: Tx, order_id: OrderId, worth_minor: int) -> int:
    """Tell what would be given back if an order were worth so much; the rest was never taken."""
    known = payments.balances(tx, [order_id]).get(order_id)
    return known.to_give_back(worth_minor) if known else 0


def take_due(tx: Tx, stamp: Stamp, order_id: OrderId, amount_minor: int, for_what: str) -> None:
    """Take what fell due with a fulfilment or an appointment, from the tenders in their order."""
    request_capture(tx, stamp, order_id, amount_minor, for_what)
    note_balance(tx, order_id)


def lower_to_worth(tx: Tx, stamp: Stamp, order_id: OrderId, *, as_credit: bool = False) -> None:
    """Set free or give back what was set aside or taken beyond what the order is worth now.

    as_credit: what was taken becomes store credit, at the wish of who ordered.
    """
    placed = orders.order(tx, order_id)
    back = lower_payment(
        *(tx, stamp, order_id, placed.worth_minor),
        cash_step_minor=smallest_coin(tx, placed),
        as_credit=as_credit,
    )
    move_stored(tx, back.moves)
    give_credit(tx, stamp, placed, back.credited)
    note_balance(tx, order_id)


def smallest_coin(tx: Tx, order: PlacedOrder) -> int:
    """Tell the smallest coin of an order's market, in minor units."""
    market = network(tx).market(order.market)
    return market.cash_rounding if market else 1


def note_balance(tx: Tx, order_id: OrderId) -> None:
    """Store on the order where its money stands."""
    worth = orders.order(tx, order_id).worth_minor
    balance = payments.balances(tx, [order_id]).get(order_id)
    if balance:
        note_payment(tx, {order_id: balance.status(worth).value})
