"""Newcomers: who ordered with an e-mail or phone nobody was known by, taken in many at once."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.journeys.checkout.people import Told, people_of, write_people
from paraguas.journeys.people.earning import leave_earning_of
from paraguas.orders.actions.recognise_orders import recognise_orders
from paraguas.orders.queries import orders as read_orders
from paraguas.plumbing import chores
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp


class TakingIn(Struct, frozen=True):
    """Chores that newcomers' orders left."""

    stamp: Stamp
    found: Sequence[Chore]


def take_in_newcomers(tx: Tx, item: TakingIn) -> None:
    """Record who ordered, link them with those who became known meanwhile, and name the orders.

    Orders that named no account earn on that of their person, if she has one.

    Two first orders of one person become one.  Raises StaleSlice as recording does.
    """
    chores.finish(tx, item.found)
    historic = {chore.subject: bool(chore.read()["historic"]) for chore in item.found}
    orders = {one.order_id: one for one in read_orders(tx, [OrderId(o) for o in historic])}
    told: dict[OrderId, Told] = {
        order_id: (one.channel, historic[order_id], one.person)
        for order_id, one in orders.items()
        if one.record_id is None
    }
    draw = item.stamp.ids.next
    here = [(one, orders[order_id].placed_at) for order_id, one in told.items()]
    people = people_of(tx, here, draw=draw)
    taken = {order_id: people.recognise(one, draw) for order_id, one in told.items()}
    write_people(tx, people, [(item.stamp, one) for one in taken.values()])
    named = [(order_id, one.record_id) for order_id, one in taken.items() if one]
    recognise_orders(tx, item.stamp, named)
    earns = {chore.subject for chore in item.found if chore.read().get("earns")}
    for order_id, record_id in named:
        if order_id in earns:
            leave_earning_of(tx, item.stamp, order_id, record_id)
