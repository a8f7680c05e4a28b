"""Clocks of store work: by when the next step of a fulfilment is due, in opening time."""

from collections.abc import Callable, Iterable

from paraguas.fulfilment.model import Fulfilment, ServiceLevel, Status
from paraguas.fulfilment.rules.promising import ready_at
from paraguas.values.time import Period

RUNNING = (Status.RELEASED, Status.ACCEPTED, Status.PICKING, Status.STAGED)
"""Statuses in which a store is waited for."""


def step_due_at(
    found: Fulfilment, level: ServiceLevel | None, openings: Callable[[int], Iterable[Period]]
) -> int | None:
    """Tell by when its next step is due; None where no clock runs.

    level: of its kind of place.  openings: of its place, from an instant on.  A held fulfilment
    has no clock; that of a scheduled one begins when its work may.
    """
    if level is None or found.hold is not None:
        return None
    match found.status:
        case Status.RELEASED:
            minutes = level.accept_minutes
        case Status.ACCEPTED:
            minutes = level.pick_minutes
        case Status.PICKING | Status.STAGED:
            minutes = level.ready_minutes
        case _:
            return None
    since = max(found.changed_at, found.not_before or 0)
    return ready_at(since, openings(since), minutes)
