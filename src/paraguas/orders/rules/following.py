"""Up to which order a look back at placed ones may go, by the time their ids tell."""

from paraguas.values.ids import earliest_id
from paraguas.values.time import HOUR, SECOND

LAG = 20 * SECOND
"""So long after its id was drawn an order is written down at the latest: nothing is passed over."""

FIRST_LOOK = HOUR
"""The first look goes so far back; an installation that sold before confirms no older orders."""


def begin_behind(at: int) -> str:
    """Give the id the first look begins behind."""
    return earliest_id(at - FIRST_LOOK)


def look_until(at: int, late_by: int = 0) -> str:
    """Give the id below which all orders are written down, or a while longer ago."""
    return earliest_id(at - LAG - late_by)
