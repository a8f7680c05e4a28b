"""Let work on a fulfilment that was held go on."""

from msgspec.structs import replace

from paraguas.fulfilment.events import FulfilmentResumed
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def resume_fulfilment(tx: Tx, stamp: Stamp, found: Fulfilment) -> Fulfilment:
    """Resume a fulfilment; one that is not held is left as it is.

    Its clocks begin anew: nobody could keep them meanwhile.
    """
    if found.hold is None:
        return found
    resumed = replace(found, hold=None, changed_at=stamp.at)
    tasks.move(tx, found, resumed)
    tx.announce(stamp, found.order_id, FulfilmentResumed(*told(resumed)))
    return resumed
