"""The SQL of staff."""

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from sqlalchemy import bindparam, select, update

from paraguas.plumbing.tx import Tx
from paraguas.plumbing.upsert import Upserted, upsert
from paraguas.staff.model import Actor, ApiKey
from paraguas.staff.tables import actors, api_keys
from paraguas.values.ids import ActorId

T = TypeVar("T")

_ACTOR_COLUMNS = (
    *("actor_id", "code", "name", "role", "place_id", "languages", "skills", "authority_minor"),
)
_KEY_COLUMNS = (
    *("key_id", "key_hash", "actor_id", "scopes", "door", "place_id", "issued_at", "revoked_at"),
)
_ALL_ACTORS = select(*(actors.c[name] for name in _ACTOR_COLUMNS)).order_by(actors.c.code)
_ONE_ACTOR = _ALL_ACTORS.where(actors.c.actor_id == bindparam("id"))
_KEYS_IN_FORCE = select(*(api_keys.c[name] for name in _KEY_COLUMNS)).where(
    api_keys.c.revoked_at.is_(None)
)
_KEY_IN_FORCE = _KEYS_IN_FORCE.where(api_keys.c.key_id == bindparam("id"))
_REVOKE = (
    update(api_keys)
    .where(api_keys.c.key_id == bindparam("id"), api_keys.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("at"))
)
_DOCUMENTS = {"languages", "skills", "authority_minor", "scopes"}


def put_actors(tx: Tx, given: Iterable[Actor]) -> Upserted:
    """Save actors by id."""
    rows = [
        (
            *(a.actor_id, a.code, a.name, a.role.value, a.place_id, _text(a.languages)),
            *(_text(sorted(a.skills)), _text(dict(sorted(a.authority_minor.items())))),
        )
        for a in given
    ]
    return upsert(tx, actors, _ACTOR_COLUMNS, rows)


def add_key(tx: Tx, key: ApiKey) -> None:
    """Save a new key."""
    row = (
        *(key.key_id, key.key_hash, key.actor_id, _text(sorted(key.scopes)), key.door),
        *(key.place_id, key.issued_at, key.revoked_at),
    )
    tx.insert(api_keys, _KEY_COLUMNS, [row])


def end_key(tx: Tx, key_id: str, at: int) -> bool:
    """Revoke a key; false when none in force has this id."""
    return tx.run(_REVOKE, id=key_id, at=at) == 1


def one_actor(tx: Tx, actor_id: ActorId) -> Actor | None:
    """Load an actor."""
    row = tx.first(_ONE_ACTOR, id=actor_id)
    return _read(row, _ACTOR_COLUMNS, Actor) if row else None


def one_key(tx: Tx, key_id: str) -> ApiKey | None:
    """Load a key in force."""
    row = tx.first(_KEY_IN_FORCE, id=key_id)
    return _read(row, _KEY_COLUMNS, ApiKey) if row else None


def all_actors(tx: Tx) -> list[Actor]:
    """Load all actors, by code."""
    return [_read(row, _ACTOR_COLUMNS, Actor) for row in tx.all(_ALL_ACTORS)]


def keys_in_force(tx: Tx) -> list[ApiKey]:
    """Load all keys that are not revoked."""
    return [_read(row, _KEY_COLUMNS, ApiKey) for row in tx.all(_KEYS_IN_FORCE)]


def _read(row: Iterable[Any], columns: tuple[str, ...], kind: type[T]) -> T:
    fields = {
        name: msgspec.json.decode(value) if name in _DOCUMENTS else value
        for name, value in zip(columns, row, strict=True)
    }
    return msgspec.convert(fields, kind)


def _text(document: object) -> str:
    return msgspec.json.encode(document).decode()
