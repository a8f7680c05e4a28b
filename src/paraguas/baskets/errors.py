"""What baskets refuse."""

from paraguas.values.refusal import Refusal


class BasketAbsent(Refusal):
    """There is no such basket, or this caller may not see it."""

    code = "basket_absent"
    kind = "absent"


class BasketClosed(Refusal):
    """The basket was completed or has expired."""

    code = "basket_closed"
    kind = "conflict"


class BasketChanged(Refusal):
    """Somebody else changed the basket since it was read."""

    code = "basket_changed"
    kind = "conflict"


class DoorStaffed(Refusal):
    """The basket is where only staff may change it."""

    code = "door_staffed"
    kind = "forbidden"
