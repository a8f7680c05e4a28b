"""What an action needs from its door: the time, the hand and the ids to draw."""

from msgspec import Struct

from paraguas.values.by import By
from paraguas.values.ids import Ids


class Stamp(Struct, frozen=True, gc=False):
    """One request's moment: read once at a door, passed down, never read again below.

    at: instant of the write.  by: who does it.  ids: the stream its new ids are drawn from.
    """

    at: int
    by: By
    ids: Ids
