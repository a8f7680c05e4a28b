"""Who acts for the brand, as plain values."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from paraguas.values.ids import ActorId, PlaceId, digest_id


class Role(StrEnum):
    """What an actor does for the brand."""

    ASSOCIATE = "associate"
    AGENT = "agent"
    MANAGER = "manager"
    PLANNER = "planner"
    MACHINE = "machine"
    ASSISTANT = "assistant"


class Scope(StrEnum):
    """What a key opens."""

    ORDERS_READ = "orders:read"
    ORDERS_WRITE = "orders:write"
    STOCK_READ = "stock:read"
    STOCK_WRITE = "stock:write"
    CATALOGUE_WRITE = "catalogue:write"
    PAYMENTS_WRITE = "payments:write"
    STORE_WORK = "store:work"
    INVOICES_READ = "invoices:read"
    POLICIES_WRITE = "policies:write"
    CUSTOMERS_READ = "customers:read"
    CUSTOMERS_WRITE = "customers:write"
    ADMIN = "admin"


def actor_id_of(code: str) -> ActorId:
    """Give the id of the actor with this code; an import can be repeated because of it."""
    return ActorId(digest_id("actor", code))


class Actor(Struct, frozen=True):
    """A person or machine that may act.

    place_id: where it works; None for those who work for all places.  authority_minor: up to
    which amount it decides alone, by currency; nothing in a currency that is not named.
    """

    actor_id: ActorId
    code: str
    name: str
    role: Role
    place_id: PlaceId | None = None
    languages: tuple[str, ...] = ()
    skills: frozenset[str] = frozenset()
    authority_minor: Mapping[str, int] = field(default_factory=dict)


class ApiKey(Struct, frozen=True):
    """A key as it is kept: the hash of its secret and what it opens.

    key_hash: SHA-256 of the secret in hex.  door: the channel its writes come through.  place_id:
    the only place it works for, if there is one.
    """

    key_id: str
    key_hash: str
    actor_id: ActorId
    scopes: frozenset[Scope]
    door: str
    place_id: PlaceId | None
    issued_at: int
    revoked_at: int | None = None


class Grant(Struct, frozen=True):
    """What a valid key says: who acts, through which door, for which place, and what it opens."""

    key_id: str
    actor: Actor
    scopes: frozenset[Scope]
    door: str
    place_id: PlaceId | None
