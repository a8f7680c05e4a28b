"""The money of an order that changes: reckoned, given back, or brought by further tenders."""

from paraguas.changes.model import Money
from paraguas.journeys.changing.holding import release_unless_held
from paraguas.journeys.checkout.tenders import decide_payment
from paraguas.journeys.money.paying import note_balance, smallest_coin
from paraguas.journeys.money.stored_tenders import move_stored, read_purse
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.model import PlacedOrder, WishedTender
from paraguas.payments import queries as payments
from paraguas.payments.actions.add_tenders import add_tenders
from paraguas.payments.actions.capture_due import capture_due
from paraguas.payments.actions.lower_payment import lower_payment
from paraguas.payments.actions.raise_payment import raise_payment
from paraguas.payments.rules.balance import balance
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def reckon(tx: Tx, stamp: Stamp, was: PlacedOrder) -> Money:
    """Tell what a change means for an order's money, and give back what it needs no more."""
    becomes = orders.order(tx, was.order_id)
    before, after = was.worth_minor, becomes.worth_minor
    due = balance(payments.book(tx, was.order_id)).to_add(before, after)
    if due or after >= before:
        return Money(before, after, to_pay_minor=due)
    step = smallest_coin(tx, was)
    back = lower_payment(tx, stamp, was.order_id, after, cash_step_minor=step)
    move_stored(tx, back.moves)
    return Money(
        before,
        after,
        to_give_back_minor=back.refunded_minor,
        to_set_free_minor=back.voided_minor,
    )


def pay_difference(
    tx: Tx,
    stamp: Stamp,
    order: PlacedOrder,
    money: Money,
    tenders: tuple[WishedTender, ...],
    *,
    raise_card: bool = False,
) -> None:
    """Let further tenders bring what is to be paid, and the places begin where the money stands.

    raise_card: without tenders, the card that pays already is asked for it.  Refuses what is
    refused of tenders at placement: they pay the difference exactly.
    """
    if raise_card and not tenders and money.to_pay_minor:
        raise_payment(tx, stamp, order.order_id, money.to_pay_minor)
        capture_due(tx, stamp, order.order_id)
    elif money.to_pay_minor or tenders:
        net = network(tx)
        market, channel = net.market(order.market), net.channel(stamp.by.door)
        assert market is not None, "an order of a market that is not there"
        plan = decide_payment(
            read_purse(tx, tenders, stamp.at),
            tenders,
            money.to_pay_minor,
            market,
            on_site=channel is not None and channel.on_site,
        )
        move_stored(tx, add_tenders(tx, stamp, order.order_id, plan).moves)
        capture_due(tx, stamp, order.order_id)
    release_unless_held(tx, stamp, order.order_id)
    note_balance(tx, order.order_id)
