"""Revoke a key."""

from paraguas.plumbing.tx import Tx
from paraguas.staff import store
from paraguas.staff.errors import KeyUnknown
from paraguas.staff.events import KeyRevoked
from paraguas.staff.queries import reference
from paraguas.values.stamp import Stamp


def revoke_key(tx: Tx, stamp: Stamp, key_id: str) -> None:
    """End a key at once; what it did stays.

    Announces key.revoked.v1.  Refuses a key that is not in force.
    """
    key = store.one_key(tx, key_id)
    if key is None or not store.end_key(tx, key_id, stamp.at):
        raise KeyUnknown(key=key_id)
    tx.announce(stamp, key.actor_id, KeyRevoked(key_id, key.actor_id))
    reference.changed(tx)
