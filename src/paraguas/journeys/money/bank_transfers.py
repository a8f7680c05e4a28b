"""Bank transfers: an order waits for its money, begins when it has come, or is given up."""

from msgspec import Struct

from paraguas.journeys.changing.cancellation import Cancelling, cancel_order
from paraguas.journeys.changing.holding import release_unless_held
from paraguas.journeys.money.paying import lower_to_worth
from paraguas.orders import queries as orders
from paraguas.orders.errors import OrderAbsent
from paraguas.orders.model import PlacedOrder
from paraguas.payments.actions.give_up_transfer import give_up_transfer
from paraguas.payments.actions.receive_transfer import receive_transfer
from paraguas.payments.queries import book
from paraguas.payments.rules.transferring import received_as
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp

GIVEN_UP = "payment_declined"
"""Why an order is cancelled whose money never came, in the words of `letters.why`."""


class Receiving(Struct, frozen=True):
    """Money that came for an order.  reference: of the bank; it counts once."""

    stamp: Stamp
    order_id: OrderId
    amount_minor: int
    reference: str


class Credited(Struct, frozen=True):
    """Money on our account for the order with a number, as the bank's statement tells it."""

    stamp: Stamp
    number: str
    amount_minor: int
    currency: str
    reference: str


def note_credited(tx: Tx, item: Credited) -> bool:
    """Note money the bank tells of, once; False when it was noted before.

    Refuses OrderAbsent, another currency, and what `note_transfer` does.
    """
    found = orders.find(tx, item.number, secret=secret(tx, "contact"))
    if not found:
        raise OrderAbsent(order_id=item.number)
    order = orders.order(tx, found[0])
    if order.currency != item.currency:
        raise Malformed(where="currency", problem=item.currency)
    known = book(tx, order.order_id)
    if received_as(known, item.reference, item.amount_minor):
        return False
    note_transfer(tx, Receiving(item.stamp, order.order_id, item.amount_minor, item.reference))
    return True


def note_transfer(tx: Tx, item: Receiving) -> PlacedOrder:
    """Note that the money came: the places begin; what was cancelled meanwhile is given back.

    Refuses an order that waits for no transfer, and another sum than the one awaited.
    """
    order = orders.order(tx, item.order_id)
    if receive_transfer(tx, item.stamp, order.order_id, item.amount_minor, item.reference):
        release_unless_held(tx, item.stamp, order.order_id)
        lower_to_worth(tx, item.stamp, order.order_id)
    return orders.order(tx, order.order_id)


def expire_transfer(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Give up on money that did not come in time, and cancel what waits for it."""
    order_id = OrderId(chore.read()["order_id"])
    if not give_up_transfer(tx, stamp, order_id):
        return
    if orders.order(tx, order_id).worth_minor:
        cancel_order(tx, Cancelling(stamp, order_id, cause=GIVEN_UP))
    else:
        lower_to_worth(tx, stamp, order_id)
