"""Say how soon kinds of places have each step done."""

from collections.abc import Sequence

from paraguas.fulfilment.model import ServiceLevel
from paraguas.fulfilment.queries import levels_reference
from paraguas.fulfilment.store import levels
from paraguas.plumbing.tx import Tx


def set_service_levels(tx: Tx, wanted: Sequence[ServiceLevel]) -> None:
    """Set the service levels of these kinds of places; their clocks count by them from now on."""
    levels.put_levels(tx, wanted)
    levels_reference.changed(tx)
