"""Close a difference with a reason."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.settlements import store
from paraguas.settlements.errors import DifferenceOver
from paraguas.settlements.model import Difference, DifferenceState
from paraguas.settlements.queries import difference
from paraguas.settlements.rules.telling import closed_fact
from paraguas.values.stamp import Stamp


def close_difference(tx: Tx, stamp: Stamp, difference_id: str, reason: str) -> Difference:
    """Be done with a difference; what was done about it stands in the reason.

    Announces settlement.difference_closed.v1.  Refuses one that is closed.
    """
    found = difference(tx, difference_id)
    if found.state is not DifferenceState.OPEN:
        raise DifferenceOver(difference=difference_id)
    closed = replace(
        found,
        state=DifferenceState.CLOSED,
        closed_at=stamp.at,
        closed_by=stamp.by.actor,
        reason=reason,
    )
    store.step(tx, found, closed)
    tx.announce(stamp, found.order_id or difference_id, closed_fact(found))
    return difference(tx, difference_id)
