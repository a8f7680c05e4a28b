"""Confirm to know a playbook."""

from paraguas.plumbing.tx import Tx
from paraguas.training import store
from paraguas.training.errors import PlaybookOutdated
from paraguas.training.events import PlaybookConfirmed
from paraguas.training.model import Confirmation
from paraguas.training.queries import confirmed_by
from paraguas.values.ids import ActorId
from paraguas.values.stamp import Stamp


def confirm_playbook(
    tx: Tx, stamp: Stamp, actor_id: ActorId, name: str, *, seen: str, in_force: str, version: int
) -> Confirmation:
    """Note that a colleague knows cards; once is enough.  Announces `playbook.confirmed.v1`.

    seen, in_force: fingerprints of the cards that were read, and of those that count.  Refuses
    PlaybookOutdated where they differ.
    """
    if seen != in_force:
        raise PlaybookOutdated(playbook=name)
    before = confirmed_by(tx, name, in_force).get(actor_id)
    if before:
        return before
    one = Confirmation(actor_id, name, in_force, version, stamp.at)
    store.add(tx, one)
    tx.announce(stamp, actor_id, PlaybookConfirmed(actor_id, name, in_force, version))
    return one
