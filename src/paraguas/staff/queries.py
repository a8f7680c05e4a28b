"""What other floors may read of staff: one snapshot, good for a transaction."""

from collections.abc import Iterable

from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.staff import store
from paraguas.staff.model import Actor, ApiKey, Grant
from paraguas.staff.rules.secrets import hash_secret
from paraguas.values.ids import ActorId, PlaceId


class Directory:
    """All actors and the keys in force, at one version; lists are in code order."""

    def __init__(self, actors: Iterable[Actor], keys: Iterable[ApiKey]) -> None:
        """Index actors by id, keys by their hash."""
        self.actors = tuple(actors)
        self._actors = {actor.actor_id: actor for actor in self.actors}
        self._grants = {
            key.key_hash: Grant(
                key.key_id, self._actors[key.actor_id], key.scopes, key.door, key.place_id
            )
            for key in keys
            if key.actor_id in self._actors
        }
        self._by_key_id = {grant.key_id: grant for grant in self._grants.values()}

    def by_key(self, secret: str) -> Grant | None:
        """Give what a key opens; None for one that was never issued or is revoked."""
        return self._grants.get(hash_secret(secret))

    def by_key_id(self, key_id: str) -> Grant | None:
        """Give what the key of this id opens; None for one that is revoked."""
        return self._by_key_id.get(key_id)

    def actor(self, actor_id: ActorId) -> Actor | None:
        """Give the actor with this id."""
        return self._actors.get(actor_id)

    def at_place(self, place_id: PlaceId) -> tuple[Actor, ...]:
        """Give those who work at a place."""
        return tuple(actor for actor in self.actors if actor.place_id == place_id)

    def with_skill(self, place_id: PlaceId, skill: str) -> tuple[Actor, ...]:
        """Give those at a place who know how to do this."""
        return tuple(actor for actor in self.at_place(place_id) if skill in actor.skills)


def _load(tx: Tx) -> Directory:
    return Directory(store.all_actors(tx), store.keys_in_force(tx))


reference = Reference("staff", _load)


def directory(tx: Tx) -> Directory:
    """Give the directory as this transaction sees it."""
    return reference.get(tx)
