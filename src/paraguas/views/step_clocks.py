"""By when stores' next steps are due, and which are overdue."""

from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.queries import service_levels, tasks_in
from paraguas.fulfilment.rules.clocks import RUNNING, step_due_at
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId

LOOKED_AT = 2000
"""Tasks looked at for overdue ones, from those that stand longest."""


class Clocks:
    """The clocks of all places, as a transaction sees them."""

    def __init__(self, tx: Tx) -> None:
        """Take up the network and the service levels."""
        self._net = network(tx)
        self._levels = service_levels(tx)

    @property
    def places(self) -> list[PlaceId]:
        """The places that have clocks."""
        return [one.place_id for one in self._net.places if one.kind.value in self._levels]

    def due_at(self, task: Fulfilment) -> int | None:
        """Tell by when a task's next step is due; None where no clock runs."""
        place = self._net.place(task.place_id)
        level = self._levels.get(place.kind.value) if place else None
        return step_due_at(task, level, lambda since: self._net.openings_from(task.place_id, since))


def overdue_tasks(tx: Tx, *, now: int, most: int) -> list[tuple[Fulfilment, int]]:
    """List tasks whose next step is overdue, with when it was due; the longest overdue first."""
    clocks = Clocks(tx)
    found = tasks_in(tx, clocks.places, RUNNING, most=LOOKED_AT)
    due = ((task, clocks.due_at(task)) for task in found)
    late = [(task, at) for task, at in due if at is not None and at < now]
    return sorted(late, key=lambda one: one[1])[:most]
