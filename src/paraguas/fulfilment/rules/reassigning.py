"""Which overdue tasks go elsewhere by themselves: never in a circle, and not for ever."""

from collections.abc import Iterable

from paraguas.fulfilment.model import Fulfilment, Kind, ReassignRule, Status
from paraguas.values.ids import PlaceId
from paraguas.values.time import MINUTE

OVERDUE = "overdue"
"""The reason a task is taken from its place because its clock ran out."""

NOT_BEGUN = (Status.RELEASED, Status.ACCEPTED)
"""Statuses in which nothing was picked, so that somebody else may take the task."""


def next_look(at: int) -> int:
    """Tell when overdue tasks are looked for again."""
    return at + MINUTE


def is_to_go(found: Fulfilment, due_at: int | None, rule: ReassignRule | None, now: int) -> bool:
    """Whether a task goes elsewhere: so long overdue, not begun, and of a way that may."""
    if rule is None or due_at is None or found.status not in NOT_BEGUN or found.to_place_id:
        return False
    may = found.kind is Kind.SHIP or (found.kind is Kind.PICK_UP and rule.pick_ups)
    return may and due_at + rule.after_minutes * MINUTE < now


def had_it(found: Fulfilment, all_of_order: Iterable[Fulfilment]) -> frozenset[PlaceId]:
    """Name the places that gave up goods of the group, and its own: none is asked again."""
    given_up = {
        one.place_id
        for one in all_of_order
        if one.group_no == found.group_no and one.status is Status.REFUSED
    }
    return frozenset((found.place_id, *given_up))
