"""When a person is reminded of goods that wait, before they go back to stock."""

from collections.abc import Iterable

from paraguas.fulfilment.model import Fulfilment, Reminder, Status
from paraguas.values.time import DAY


def reminders_at(
    found: Fulfilment, market: str, reminders: Iterable[Reminder], at: int
) -> list[int]:
    """Give the instants still to come at which its person is reminded; none unless it waits."""
    if found.status is not Status.READY or found.collect_until is None:
        return []
    until = found.collect_until
    days = (one.days_before for one in reminders if one.market == market)
    return sorted(until - n * DAY for n in days if until - n * DAY > at)
