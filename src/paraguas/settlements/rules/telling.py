"""Which facts tell of a difference."""

from paraguas.settlements.events import DifferenceClosed, DifferenceFound
from paraguas.settlements.model import Difference


def found_fact(one: Difference) -> DifferenceFound:
    """Tell of a difference that was found."""
    return DifferenceFound(
        *(one.difference_id, one.kind.value, one.order_id, one.transaction_no),
        *(one.ours_minor, one.theirs_minor, one.currency),
    )


def closed_fact(one: Difference) -> DifferenceClosed:
    """Tell of a difference that was closed."""
    return DifferenceClosed(
        one.difference_id, one.kind.value, one.order_id, one.transaction_no, one.currency
    )
