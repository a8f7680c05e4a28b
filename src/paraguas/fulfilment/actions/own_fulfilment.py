"""Say who looks after a fulfilment that was escalated."""

from msgspec.structs import replace

from paraguas.fulfilment.events import FulfilmentOwned
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def own_fulfilment(tx: Tx, stamp: Stamp, found: Fulfilment, *, owner: str | None) -> Fulfilment:
    """Note who looks after it, by the code of an actor; nobody any more with none."""
    owned = replace(found, owner=owner)
    if owned != found:
        tasks.move(tx, found, owned)
        head = (owned.fulfilment_id, owned.group_no, owned.place_id, owned.kind.value)
        tx.announce(stamp, found.order_id, FulfilmentOwned(found.order_id, *head, owner))
    return owned
