"""Put fulfilments of one place together."""

from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.fulfilment.events import FulfilmentMerged
from paraguas.fulfilment.model import Fulfilment, Status
from paraguas.fulfilment.rules.parting import join_portions
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.chores import cancel
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def merge_fulfilments(
    tx: Tx, stamp: Stamp, into: Fulfilment, others: Sequence[Fulfilment], *, reason: str
) -> Fulfilment:
    """Let the portions of others go on in one; the others end as cancelled, with their portions.

    Refuses NotMergeable unless all are of one group, place, kind and status, and none is held.
    """
    merged = replace(into, portions=join_portions(into, others))
    tasks.move(tx, into, merged)
    for other in others:
        tasks.uncount(tx, other)
        cancel(tx, other.fulfilment_id, "timer:expire_uncollected")
        tasks.move(tx, other, replace(other, status=Status.CANCELLED, changed_at=stamp.at))
        fact = FulfilmentMerged(*told(other), into.fulfilment_id, reason)
        tx.announce(stamp, into.order_id, fact)
    return merged
