"""Delays: the store is late; the promise moves, the set-up follows, the person is told."""

from msgspec import Struct

from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.errors import StepNotAllowed
from paraguas.fulfilment.model import Status
from paraguas.journeys.serving.appointments import let_follow
from paraguas.network.model import Place
from paraguas.orders import queries as orders
from paraguas.orders.actions.move_promise import move_promise
from paraguas.orders.model import PlacedOrder
from paraguas.orders.rules.leaving import bound_services
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp

DONE_WITH = frozenset((
    *(Status.READY, Status.CUSTOMER_HERE, Status.HANDED_OVER, Status.DELIVERED),
    *(Status.REFUSED, Status.CANCELLED, Status.EXPIRED),
))  # fmt: skip
"""Statuses in which goods cannot be late any more."""


class Late(Struct, frozen=True):
    """A store or carrier that will be late: by when it will be done, and why.

    cause: a word of `letters.why`, for instance goods_late or capacity.
    """

    stamp: Stamp
    order_id: OrderId
    fulfilment_id: FulfilmentId
    until_at: int
    cause: str = "goods_late"


def tell_late(tx: Tx, item: Late) -> PlacedOrder:
    """Move the promise of a group to a later time, with everything that hangs on it.

    Announces `promise.moved.v1` (its letter follows) and moves the set-ups bound to the goods.
    Refuses a time that has passed, and goods that are there already or given up.
    """
    found = fulfilments.fulfilment(tx, item.order_id, item.fulfilment_id)
    if found.status in DONE_WITH:
        raise StepNotAllowed(step="late", status=found.status.value)
    if item.until_at <= item.stamp.at:
        raise Malformed(where="until_at", problem="it has passed")
    order = orders.order(tx, item.order_id)
    line_nos = frozenset(portion.line_no for portion in found.portions)
    postpone(
        tx, item.stamp, order, found.group_no, line_nos, until_at=item.until_at, cause=item.cause
    )
    return orders.order(tx, item.order_id)


def postpone(
    tx: Tx,
    stamp: Stamp,
    order: PlacedOrder,
    group_no: int,
    line_nos: frozenset[int],
    *,
    until_at: int,
    cause: str,
    moved_to: Place | None = None,
) -> None:
    """Move a group's promise and the set-ups of its lines; one that still holds is left alone.

    moved_to: another store the goods are fetched in now; the person is told whatever the time.
    """
    promise = order.open_promise_of(group_no)
    if promise and (moved_to or until_at > promise.latest_at):
        earliest = min(promise.earliest_at, until_at)
        move_promise(
            *(tx, stamp, order.order_id, promise),
            earliest_at=earliest,
            latest_at=until_at,
            cause=cause,
            source=moved_to.code if moved_to else None,
        )
    services = bound_services(order, line_nos)
    place_id = moved_to.place_id if moved_to else None
    let_follow(tx, stamp, order, services, ready=until_at, cause=cause, place_id=place_id)
