"""Note that the customer has come, or waits outside in a car."""

from msgspec.structs import replace

from paraguas.fulfilment.actions.take_step import take_step
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.rules.steps import Step
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def note_arrival(
    tx: Tx, stamp: Stamp, found: Fulfilment, *, car: str = "", spot: str = ""
) -> Fulfilment:
    """Note that the customer is here; car and spot: where to bring the goods, until they are hers.

    They are hers alone: no fact tells them.  Refuses StepNotAllowed.
    """
    # The row is guarded as it was found, by what this changes nothing of.
    arrived = replace(found, car=car or None, spot=spot or None)
    return take_step(tx, stamp, arrived, Step.NOTE_ARRIVAL)
