"""Keep the places of an order from beginning."""

from msgspec.structs import replace

from paraguas.fulfilment.model import Status
from paraguas.fulfilment.rules.steps import Step, after
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId

_NOT_BEGUN = (Status.WAITING, Status.RELEASED)


def hold_fulfilments(tx: Tx, order_id: OrderId, *, at: int) -> None:
    """Hold what no place has begun with; what is held waits neither for money nor for a place.

    What was begun goes on, and is kept from leaving by whoever asks for the hold.  Raises
    StaleSlice when a place begins meanwhile.
    """
    for found in tasks.of_orders(tx, [order_id]):
        if found.status in _NOT_BEGUN:
            held = replace(found, status=after(found, Step.HOLD), changed_at=at)
            tasks.move(tx, found, held)
