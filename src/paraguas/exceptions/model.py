"""The nouns of exceptions."""

from enum import StrEnum

from msgspec import Struct


class ExceptionKind(StrEnum):
    """What sort of thing waits for somebody, the most pressing first."""

    DECLINED = "declined"
    BROKEN = "broken"
    OVERDUE = "overdue"
    HELD = "held"
    LATE = "late"
    DEAD = "dead"
    TRANSFER = "transfer"
    SETTLEMENT = "settlement"
    FEED = "feed"
    UNKNOWN_OF = "unknown_of"


class Subject(Struct, frozen=True):
    """Which exception: its kind, and the id of what it is about."""

    kind: ExceptionKind
    subject_id: str
