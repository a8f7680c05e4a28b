"""Let a part of a fulfilment go on by itself."""

from collections.abc import Mapping

from msgspec.structs import replace

from paraguas.fulfilment.errors import NotPartable
from paraguas.fulfilment.events import FulfilmentSplit
from paraguas.fulfilment.model import Fulfilment, Status
from paraguas.fulfilment.rules.parting import is_over, part_portions
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId
from paraguas.values.stamp import Stamp


def split_fulfilment(
    tx: Tx,
    stamp: Stamp,
    found: Fulfilment,
    quantities: Mapping[int, int],
    *,
    reason: str,
    collect_until: int | None = None,
) -> tuple[Fulfilment, Fulfilment]:
    """Split units off (line number -> units); gives what stays and the new fulfilment.

    The new one stands where the old one does, is opened by the same code, and takes no more of the
    day: it is the same work.  collect_until: of the rest of what the person took a part of, which
    waits on.  Refuses NotPartable, RefusedTooMuch.
    """
    stays, goes = part_portions(found, quantities)
    if not stays or not goes or is_over(found):
        raise NotPartable(status=found.status.value)
    kept = replace(found, portions=stays)
    new = replace(
        found,
        fulfilment_id=FulfilmentId(stamp.ids.next()),
        portions=goes,
        counted_on=None,
        wrong_codes=0,
    )
    if collect_until is not None:
        new = replace(new, status=Status.READY, collect_until=collect_until, car=None, spot=None)
    tasks.move(tx, found, kept)
    tasks.insert_begun(tx, new)
    fact = FulfilmentSplit(*told(kept, goes), new.fulfilment_id, reason)
    tx.announce(stamp, found.order_id, fact)
    if new.collect_until is not None:
        body = {"order_id": new.order_id, "fulfilment_id": new.fulfilment_id}
        due_at = new.collect_until
        tx.later(stamp, "timer:expire_uncollected", new.fulfilment_id, body, due_at=due_at)
    return kept, new
