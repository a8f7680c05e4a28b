"""The facts training announces; the stream is the colleague's."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PlaybookConfirmed:
    """A colleague knows the cards of a playbook; version: of the policy book in force."""

    name: ClassVar[str] = "playbook.confirmed.v1"
    actor_id: str
    playbook: str
    fingerprint: str
    version: int
