"""The clock and the dice: read here, at a door, and passed down as values."""

import os
import threading
import time

from paraguas.values.by import By
from paraguas.values.ids import Ids
from paraguas.values.stamp import Stamp


def now() -> int:
    """Read the wall clock: microseconds UTC."""
    return time.time_ns() // 1000


_SEED_BYTES = 16
_SEEDS = 256


class _Dice(threading.local):
    """Seeds from the system's dice, drawn many at once: each draw is a system call."""

    def __init__(self) -> None:
        self._drawn = b""
        self._used = 0

    def seed(self) -> int:
        """Give 128 random bits."""
        if self._used == len(self._drawn):
            self._drawn, self._used = os.urandom(_SEED_BYTES * _SEEDS), 0
        start, self._used = self._used, self._used + _SEED_BYTES
        return int.from_bytes(self._drawn[start : self._used], "big")

    def forget(self) -> None:
        """Draw anew: a copy of this process must not give the same seeds."""
        self._used = len(self._drawn)


_dice = _Dice()
os.register_at_fork(after_in_child=_dice.forget)


def stamp(by: By, *, at: int | None = None) -> Stamp:
    """Begin a request: the time (now, or the time told for a record of the past) and fresh ids."""
    moment = now()
    return Stamp(moment if at is None else at, by, Ids(moment, _dice.seed()))
