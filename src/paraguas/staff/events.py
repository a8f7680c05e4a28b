"""What staff announces."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ActorHired:
    """A person or machine may act from now on, or its role, place or authority changed."""

    name: ClassVar[str] = "actor.hired.v1"
    actor_id: str
    code: str
    role: str
    place_id: str | None
    authority_minor: dict[str, int]


@dataclass(frozen=True, slots=True)
class KeyIssued:
    """A key was issued; its secret is nowhere."""

    name: ClassVar[str] = "key.issued.v1"
    key_id: str
    actor_id: str
    scopes: list[str]
    door: str
    place_id: str | None


@dataclass(frozen=True, slots=True)
class KeyRevoked:
    """A key opens nothing any more."""

    name: ClassVar[str] = "key.revoked.v1"
    key_id: str
    actor_id: str
