"""Goods nobody came for: back to stock, off the order, the money back."""

from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.actions.expire_uncollected import expire_uncollected
from paraguas.fulfilment.model import Status
from paraguas.journeys.changing.cancellation import Cancelling, cancel_order
from paraguas.journeys.serving.store_work import PART
from paraguas.journeys.stock.putting_back import put_back
from paraguas.orders import queries as orders
from paraguas.orders.actions.drop_promise import drop_promise
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp


def take_back_uncollected(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Give up on goods that still wait when their time is over, and cancel them.

    A person who stands at the desk at that moment still gets them.
    """
    body = chore.read()
    order_id, fulfilment_id = OrderId(body["order_id"]), FulfilmentId(body["fulfilment_id"])
    found = fulfilments.fulfilment(tx, order_id, fulfilment_id)
    if found.status is not Status.READY:
        return
    expire_uncollected(tx, stamp, found)
    units = {portion.line_no: portion.quantity for portion in found.portions}
    put_back(tx, stamp, found, units)
    promise = orders.order(tx, order_id).open_promise_of(found.group_no)
    if promise and promise.cause == PART:
        drop_promise(tx, stamp, order_id, promise)
    cancel_order(
        tx, Cancelling(stamp, order_id, units, cause="not_collected", fulfilment_id=fulfilment_id)
    )
