"""The facts training announces; the stream is the colleague's."""

from typing import ClassVar

from msgspec import Struct


class PlaybookConfirmed(Struct, frozen=True):
    """A colleague knows the cards of a playbook; version: of the policy book in force."""

    name: ClassVar[str] = "playbook.confirmed.v1"
    actor_id: str
    playbook: str
    fingerprint: str
    version: int
