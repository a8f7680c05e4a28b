"""Who calls: the key a request carries, and the hand its writes are recorded with."""

from msgspec import Struct

from paraguas.plumbing.clock import stamp
from paraguas.plumbing.replies import Key, make_key
from paraguas.staff.errors import KeyUnknown
from paraguas.staff.model import Grant, Scope
from paraguas.staff.queries import Directory
from paraguas.staff.rules.scopes import demand
from paraguas.values.by import By
from paraguas.values.stamp import Stamp


class Caller(Struct, frozen=True):
    """A request's caller: what its key opens, and the language it wants to read."""

    grant: Grant
    language: str

    def demand(self, scope: Scope) -> None:
        """Refuse what the key does not open."""
        demand(self.grant, scope)

    def door(self, channel: str) -> str:
        """Give the channel of a write: the key's own, or one named with a key for all doors."""
        return self.grant.door or channel

    def stamp(self, channel: str = "", reason: str | None = None, at: int | None = None) -> Stamp:
        """Begin a write now (or at the time told, for a record of the past)."""
        return stamp(By(self.door(channel), self.grant.actor.code, reason=reason), at=at)

    def key(self, route: str, key: str, body: bytes) -> Key:
        """Make the idempotency key of a request, scoped to this caller and the route."""
        return make_key(self.grant.key_id, route, key, body)


def recognise(directory: Directory, authorization: str, language: str) -> Caller:
    """Find the caller by the `Authorization: Bearer ...` header; KeyUnknown otherwise."""
    kind, _, secret = authorization.partition(" ")
    grant = directory.by_key(secret.strip()) if kind.lower() == "bearer" else None
    if grant is None:
        raise KeyUnknown
    return Caller(grant, language)
