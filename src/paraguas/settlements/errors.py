"""What settlements refuse."""

from paraguas.values.refusal import Refusal


class DifferenceUnknown(Refusal):
    """There is no such difference."""

    code = "difference_unknown"
    kind = "absent"


class DifferenceOver(Refusal):
    """The difference was closed before."""

    code = "difference_over"
    kind = "conflict"
