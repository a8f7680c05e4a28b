"""Facts of messages; they name no address."""

from typing import ClassVar

from msgspec import Struct


class LetterSent(Struct, frozen=True):
    """A mail server took a letter; `cause` is the fact it tells the person about."""

    name: ClassVar[str] = "letter.sent.v1"

    letter_id: str
    moment: str
    cause: str
    language: str


class LetterFailed(Struct, frozen=True):
    """A letter cannot be delivered: somebody should call the person instead."""

    name: ClassVar[str] = "letter.failed.v1"

    letter_id: str
    moment: str
    cause: str
    problem: str
