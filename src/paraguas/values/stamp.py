"""What an action needs from its door: the time, the hand and the ids to draw."""

from dataclasses import dataclass

from paraguas.values.by import By
from paraguas.values.ids import Ids


@dataclass(frozen=True, slots=True)
class Stamp:
    """One request's moment: read once at a door, passed down, never read again below.

    at: instant of the write.  by: who does it.  ids: the stream its new ids are drawn from.
    """

    at: int
    by: By
    ids: Ids
