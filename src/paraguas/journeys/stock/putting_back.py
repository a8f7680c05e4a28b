"""Goods put back on the shelf: what was counted of them as gathered is counted back.

They may be gathered again, elsewhere, and no unit is picked twice.
"""

from collections.abc import Mapping

from paraguas.fulfilment.model import Fulfilment, Status
from paraguas.orders.actions.count_units import count_units
from paraguas.orders.model import Counter
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp

REACHED: Mapping[Status, tuple[Counter, ...]] = {
    Status.STAGED: (Counter.PICKED,),
    Status.PACKED: (Counter.PICKED,),
    Status.READY: (Counter.PICKED, Counter.READY),
    Status.CUSTOMER_HERE: (Counter.PICKED, Counter.READY),
}
"""What was counted of the goods of a fulfilment by where it stands."""


def put_back(tx: Tx, stamp: Stamp, part: Fulfilment, units: Mapping[int, int]) -> None:
    """Count back units (line number -> units) of a fulfilment as it stood before it gave them up.

    Announces `order.lines_moved.v1`.
    """
    undone = {line_no: -some for line_no, some in units.items()}
    for counter in REACHED.get(part.status, ()):
        count_units(tx, stamp, part.order_id, counter, undone, fulfilment_id=part.fulfilment_id)
