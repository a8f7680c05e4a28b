"""Let what was held of an order wait for its money again."""

from msgspec.structs import replace

from paraguas.fulfilment.model import Status
from paraguas.fulfilment.rules.steps import Step, after
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId


def free_fulfilments(tx: Tx, order_id: OrderId, *, at: int) -> None:
    """Bring what is held back to waiting, to be released where the money stands."""
    for found in tasks.of_orders(tx, [order_id]):
        if found.status is Status.HELD:
            freed = replace(found, status=after(found, Step.FREE), changed_at=at)
            tasks.move(tx, found, freed)
