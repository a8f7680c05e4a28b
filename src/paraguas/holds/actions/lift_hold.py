"""Lift a hold."""

from msgspec.structs import replace

from paraguas.holds import store
from paraguas.holds.errors import HoldOver
from paraguas.holds.events import HoldLifted
from paraguas.holds.model import Hold
from paraguas.holds.queries import standing_holds
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def lift_hold(tx: Tx, stamp: Stamp, found: Hold, reason: str) -> tuple[Hold, bool]:
    """End a hold, and tell whether it was the last; announces `order.hold_lifted.v1`.

    Refuses HoldOver; raises StaleSlice when somebody lifted it meanwhile.
    """
    if found.lifted_at is not None:
        raise HoldOver(hold=found.hold_no)
    lifted = replace(found, lifted_at=stamp.at, lifted_by=stamp.by.actor, lifted_because=reason)
    store.lift(tx, lifted)
    last = not standing_holds(tx, found.order_id)
    told = HoldLifted(found.order_id, found.hold_no, found.kind, last)
    tx.announce(stamp, found.order_id, told)
    return lifted, last
