"""Say when work on a fulfilment may begin."""

from msgspec.structs import replace

from paraguas.fulfilment.errors import StepNotAllowed
from paraguas.fulfilment.events import FulfilmentScheduled
from paraguas.fulfilment.model import Fulfilment, Status
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp

NOT_BEGUN = frozenset((Status.WAITING, Status.RELEASED, Status.ACCEPTED))


def schedule_fulfilment(
    tx: Tx, stamp: Stamp, found: Fulfilment, *, not_before: int | None, reason: str
) -> Fulfilment:
    """Let work begin at an instant, at once with none; refuses StepNotAllowed once it has begun."""
    if found.status not in NOT_BEGUN:
        raise StepNotAllowed(step="schedule", status=found.status.value)
    planned = replace(found, not_before=not_before)
    if planned != found:
        tasks.move(tx, found, planned)
        fact = FulfilmentScheduled(*told(planned), not_before, reason)
        tx.announce(stamp, found.order_id, fact)
    return planned
