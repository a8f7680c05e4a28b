"""Issue a key."""

from collections.abc import Iterable

from paraguas.plumbing.tx import Tx
from paraguas.staff import store
from paraguas.staff.errors import ActorUnknown
from paraguas.staff.events import KeyIssued
from paraguas.staff.model import ApiKey, Scope
from paraguas.staff.queries import reference
from paraguas.staff.rules.scopes import check_scopes
from paraguas.staff.rules.secrets import hash_secret, write_secret
from paraguas.values.ids import ActorId, PlaceId
from paraguas.values.stamp import Stamp


def issue_key(
    tx: Tx,
    stamp: Stamp,
    actor_id: ActorId,
    scopes: Iterable[Scope],
    *,
    door: str,
    entropy: bytes,
    place_id: PlaceId | None = None,
) -> str:
    """Issue a key and give its secret, this once; only its hash is kept.

    entropy: at least 16 random bytes read at a door.  place_id: the only place it works for.
    Announces key.issued.v1.  Refuses unknown actors and scopes beyond the actor's role.
    """
    actor = store.one_actor(tx, actor_id)
    if actor is None:
        raise ActorUnknown(actor=actor_id)
    secret = write_secret(entropy)
    key = ApiKey(
        key_id=stamp.ids.next(),
        key_hash=hash_secret(secret),
        actor_id=actor_id,
        scopes=check_scopes(actor.role, scopes),
        door=door,
        place_id=place_id or actor.place_id,
        issued_at=stamp.at,
    )
    store.add_key(tx, key)
    opened = sorted(scope.value for scope in key.scopes)
    fact = KeyIssued(key.key_id, actor_id, opened, door, key.place_id)
    tx.announce(stamp, actor_id, fact)
    reference.changed(tx)
    return secret
