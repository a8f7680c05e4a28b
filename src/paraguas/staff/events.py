"""What staff announces."""

from typing import ClassVar

from msgspec import Struct


class ActorHired(Struct, frozen=True):
    """A person or machine may act from now on, or its role, place or authority changed."""

    name: ClassVar[str] = "actor.hired.v1"
    actor_id: str
    code: str
    role: str
    place_id: str | None
    authority_minor: dict[str, int]


class KeyIssued(Struct, frozen=True):
    """A key was issued; its secret is nowhere."""

    name: ClassVar[str] = "key.issued.v1"
    key_id: str
    actor_id: str
    scopes: list[str]
    door: str
    place_id: str | None


class KeyRevoked(Struct, frozen=True):
    """A key opens nothing any more."""

    name: ClassVar[str] = "key.revoked.v1"
    key_id: str
    actor_id: str
