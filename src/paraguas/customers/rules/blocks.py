"""Who shares a key, and when so many do that it tells nothing any more."""

from collections.abc import Iterator

from msgspec import Struct, field

from paraguas.customers.model import Traits
from paraguas.values.ids import RecordId

MOST_MEMBERS = 100
"""More records under one key are not compared with each other: it would take too long."""

MOST_NAMES = 6
"""A point that so many differently named people gave, and one more, is nobody's: a family's e-mail
still tells, a shop's tablet or a switchboard does not."""

CLOSED = "*"
"""Stands for whoever would be under a key that is closed."""


class Placing(Struct, frozen=True):
    """A record at its position under a key; `closes` where it was the last one."""

    key: str
    position: int
    record_id: RecordId
    initials: str
    closes: bool


class Block(Struct):
    """The records under a key by their positions; a position is given once, also after erasure."""

    key: str
    placed: dict[int, tuple[RecordId | None, str]] = field(default_factory=dict)
    closed: bool = False

    def members(self) -> Iterator[RecordId]:
        """Give the records that are still there."""
        return (record_id for record_id, _ in self.placed.values() if record_id is not None)

    def place(self, record_id: RecordId, traits: Traits, *, is_point: bool) -> Placing | None:
        """Place a record; None where the key is closed already."""
        if self.closed:
            return None
        position, initials = len(self.placed), initials_of(traits)
        self.placed[position] = (record_id, initials)
        self.closed = len(self.placed) > MOST_MEMBERS or (is_point and self.names() > MOST_NAMES)
        return Placing(self.key, position, record_id, initials, self.closed)

    def may_close(self, arriving: int) -> bool:
        """Whether so many more records could close it."""
        return (
            arriving > 0
            and not self.closed
            and (len(self.placed) + arriving > MOST_MEMBERS or self.names() + arriving > MOST_NAMES)
        )

    def names(self) -> int:
        """Count differently named people, roughly: slips of one person count once or twice."""
        return len({initials for _, initials in self.placed.values() if initials})


def initials_of(traits: Traits) -> str:
    """Give the initials of given and family name in either order; empty without both."""
    if not (traits.given and traits.family):
        return ""
    return "".join(sorted((traits.given[0], traits.family[0])))
