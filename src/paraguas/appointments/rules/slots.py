"""Times for appointments: whole quarter hours, within opening hours, of somebody free."""

from collections.abc import Mapping, Sequence

from paraguas.appointments.errors import GoodsNotReady, SlotCrooked
from paraguas.appointments.model import Appointment, Slot
from paraguas.values.ids import ActorId
from paraguas.values.time import DAY, MINUTE, QUARTER, Period, iso


def quarters(start_at: int, end_at: int) -> range:
    """The quarter hours a span touches, by their beginning."""
    return range(start_at - start_at % QUARTER, end_at, QUARTER)


def span(start_at: int, minutes: int, *, not_before: int) -> Period:
    """Give the span of an appointment; refuses SlotCrooked and GoodsNotReady."""
    if start_at % QUARTER or not 0 < minutes * MINUTE <= DAY:
        raise SlotCrooked
    if start_at < not_before:
        raise GoodsNotReady(ready=iso(not_before))
    return Period(start_at, start_at + minutes * MINUTE)


def free_slots(
    openings: Sequence[Period],
    busy: Mapping[ActorId, set[int]],
    minutes: int,
    *,
    not_before: int,
    most: int,
) -> tuple[Slot, ...]:
    """The next times at which somebody is free from begin to end, one slot a time.

    busy: the taken quarter hours of each person who could.  Of several the least busy is offered.
    """
    ranked = sorted(busy, key=lambda person: (len(busy[person]), person))
    found: list[Slot] = []
    for opening in openings:
        first = max(opening.start_at, not_before)
        first += -first % QUARTER
        for start_at in range(first, opening.end_at - minutes * MINUTE + 1, QUARTER):
            end_at = start_at + minutes * MINUTE
            wanted = quarters(start_at, end_at)
            person = next((p for p in ranked if busy[p].isdisjoint(wanted)), None)
            if person is not None:
                found.append(Slot(start_at, end_at, person))
            if len(found) == most:
                return tuple(found)
    return tuple(found)


def is_too_early(appointment: Appointment, goods_ready_at: int) -> bool:
    """Whether there would be nothing to set up yet."""
    return appointment.start_at < goods_ready_at
