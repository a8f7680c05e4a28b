"""Say who looks into a difference."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.settlements import store
from paraguas.settlements.errors import DifferenceOver
from paraguas.settlements.model import Difference, DifferenceState
from paraguas.settlements.queries import difference
from paraguas.values.stamp import Stamp


def assign_difference(tx: Tx, _stamp: Stamp, difference_id: str, owner: str | None) -> Difference:
    """Give a difference an owner, another one, or none.

    owner: the code of an actor that is there.  Refuses one that is closed.
    """
    found = difference(tx, difference_id)
    if found.state is not DifferenceState.OPEN:
        raise DifferenceOver(difference=difference_id)
    store.step(tx, found, replace(found, owner=owner))
    return difference(tx, difference_id)
