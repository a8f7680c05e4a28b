"""Hold orders back."""

from collections.abc import Sequence

from paraguas.holds import store
from paraguas.holds.events import OrderHeld
from paraguas.holds.model import Hold
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def place_holds(tx: Tx, new: Sequence[tuple[Stamp, Hold]]) -> None:
    """Write holds, of many orders in one statement; announces `order.held.v1` for each."""
    store.add_holds(tx, [hold for _, hold in new])
    for stamp, hold in new:
        told = OrderHeld(hold.order_id, hold.hold_no, hold.kind, hold.owner, hold.due_at)
        tx.announce(stamp, hold.order_id, told)
