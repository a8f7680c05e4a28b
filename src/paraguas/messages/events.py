"""Facts of messages; they name no address."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class LetterSent:
    """A mail server took a letter; `cause` is the fact it tells the person about."""

    name: ClassVar[str] = "letter.sent.v1"

    letter_id: str
    moment: str
    cause: str
    language: str


@dataclass(frozen=True, slots=True)
class LetterFailed:
    """A letter cannot be delivered: somebody should call the person instead."""

    name: ClassVar[str] = "letter.failed.v1"

    letter_id: str
    moment: str
    cause: str
    problem: str
