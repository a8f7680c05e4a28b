"""How wishes come together in a set: the later about the same thing stands for the earlier."""

from collections.abc import Sequence

from paraguas.changes.errors import ChangeEmpty, TooManyChanges
from paraguas.changes.model import (
    MOST_CHANGES,
    AddLine,
    Change,
    ChangeSlot,
    GiveGoodwill,
    OverridePrice,
    Redirect,
    RemoveLine,
    SetQuantity,
)


def collect(changes: Sequence[Change], new: Sequence[Change]) -> tuple[Change, ...]:
    """Add wishes to those of a set; refuses none, and more than a set may have."""
    if not new:
        raise ChangeEmpty
    collected = list(changes)
    for change in new:
        about = _about(change)
        if about:
            collected = [each for each in collected if _about(each) != about]
        collected.append(change)
    if len(collected) > MOST_CHANGES:
        raise TooManyChanges(changes=len(collected), most=MOST_CHANGES)
    return tuple(collected)


def _about(change: Change) -> tuple[str, int] | None:
    """Name what a wish decides alone; what is added may be added again."""
    match change:
        case SetQuantity(line_no=line_no) | RemoveLine(line_no=line_no):
            return "line", line_no
        case Redirect(group_no=group_no):
            return "group", group_no
        case ChangeSlot(line_no=line_no):
            return "slot", line_no
        case OverridePrice(line_no=line_no):
            return "price", line_no
        case AddLine() | GiveGoodwill():
            return None
