"""Let nobody work on a fulfilment until it is resumed."""

from msgspec.structs import replace

from paraguas.fulfilment.errors import StepNotAllowed
from paraguas.fulfilment.events import FulfilmentHeld
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.rules.parting import is_over
from paraguas.fulfilment.rules.telling import told
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def hold_fulfilment(tx: Tx, stamp: Stamp, found: Fulfilment, *, reason: str) -> Fulfilment:
    """Hold a fulfilment with a reason; another reason takes the place of the first.

    Refuses StepNotAllowed once the goods have left or were given up.
    """
    if is_over(found):
        raise StepNotAllowed(step="hold", status=found.status.value)
    held = replace(found, hold=reason)
    if held != found:
        tasks.move(tx, found, held)
        tx.announce(stamp, found.order_id, FulfilmentHeld(*told(held), reason))
    return held
