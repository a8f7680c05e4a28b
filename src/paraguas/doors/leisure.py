"""Work that can wait: done while the lane has time, and a few minutes late at the most."""

from collections.abc import Callable
from time import monotonic

from paraguas.plumbing.lane import Lane
from paraguas.values.time import MINUTE

PATIENCE = 5 * MINUTE
"""How long what can wait lets others go first; a letter or a newcomer is no later than that."""

BUSY = 0.5
"""The share of a second from which on the lane has no time."""

_LEAST_SECONDS = 1.0


class Leisure:
    """Tells whether a lane has time, by what it did in the last second or more."""

    def __init__(self, lane: Lane, seconds: Callable[[], float] = monotonic) -> None:
        """Begin with one that has; seconds: what time it is."""
        self._lane = lane
        self._seconds = seconds
        self._at, self._busy, self._share = seconds(), lane.busy_seconds, 0.0

    def patience(self) -> int:
        """Give how long work that can wait is to wait now, in microseconds."""
        at, busy = self._seconds(), self._lane.busy_seconds
        if at - self._at >= _LEAST_SECONDS:
            self._share = (busy - self._busy) / (at - self._at)
            self._at, self._busy = at, busy
        return PATIENCE if self._share > BUSY else 0
