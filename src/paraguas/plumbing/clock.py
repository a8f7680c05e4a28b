"""The clock and the dice: read here, at a door, and passed down as values."""

import secrets
import time

from paraguas.values.by import By
from paraguas.values.ids import Ids
from paraguas.values.stamp import Stamp


def now() -> int:
    """Read the wall clock: microseconds UTC."""
    return time.time_ns() // 1000


def stamp(by: By, *, at: int | None = None) -> Stamp:
    """Begin a request: the time (now, or the time told for a record of the past) and fresh ids."""
    moment = now()
    return Stamp(moment if at is None else at, by, Ids(moment, secrets.randbits(128)))
