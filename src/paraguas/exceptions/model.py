"""The nouns of exceptions."""

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Subject:
    """Which exception: its kind, and the id of what it is about."""

    kind: ExceptionKind
    subject_id: str
