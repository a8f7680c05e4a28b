"""Households of a till's past: known by their card, and their orders by them."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.customers.actions.take_in import take_in
from paraguas.customers.model import Incoming
from paraguas.orders.actions.recognise_orders import recognise_orders
from paraguas.orders.queries import orders as read_orders
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId, PersonId
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp


class Household(Struct, frozen=True):
    """What a till knows of a household, and the orders that are its."""

    stamp: Stamp
    incoming: Incoming
    order_ids: Sequence[OrderId]


def name_households(tx: Tx, told: Sequence[Household]) -> list[PersonId]:
    """Record each, and name its orders that nobody is named on yet; gives whose each is.

    The same again says nothing new.  Raises StaleSlice as recording does.
    """
    outcomes = take_in(tx, [(one.stamp, one.incoming) for one in told])
    asked = [order_id for one in told for order_id in one.order_ids]
    unnamed = {one.order_id for one in read_orders(tx, asked) if one.record_id is None}
    persons = []
    for one, outcome in zip(told, outcomes, strict=True):
        if isinstance(outcome, Refusal):
            continue
        record_id, person_id, _ = outcome
        persons.append(person_id)
        its = [(order_id, record_id) for order_id in one.order_ids if order_id in unnamed]
        if its:
            recognise_orders(tx, one.stamp, its)
    return persons
