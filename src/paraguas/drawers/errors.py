"""What drawers refuse."""

from paraguas.values.refusal import Refusal


class DrawerUnknown(Refusal):
    """There is no such session at this place."""

    code = "drawer_unknown"
    kind = "absent"


class DrawerTaken(Refusal):
    """The till's drawer is open already."""

    code = "drawer_taken"
    kind = "conflict"


class DrawerNotOpen(Refusal):
    """The session was counted or closed before, so no cash moves in it."""

    code = "drawer_not_open"
    kind = "conflict"


class DrawerNotCounted(Refusal):
    """Only a drawer that was counted and is not closed yet can be closed."""

    code = "drawer_not_counted"
    kind = "conflict"


class DrawerAmount(Refusal):
    """An amount of cash is not within bounds."""

    code = "drawer_amount"


class SecondPersonNeeded(Refusal):
    """The difference is so large that somebody else than who counted has to answer for it."""

    code = "second_person_needed"
    kind = "forbidden"
