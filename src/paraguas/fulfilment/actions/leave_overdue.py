"""Leave an overdue task where it is: nobody else can take it, so people see to it."""

from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.store import reassigning
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def leave_overdue(tx: Tx, stamp: Stamp, found: Fulfilment) -> None:
    """Note that a task was not taken by anybody else, so that it is not tried again."""
    reassigning.add_try(tx, found, stamp.at)
