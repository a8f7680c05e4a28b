"""Note that a person wishes to be forgotten, where that cannot be done at once."""

from collections.abc import Sequence

from paraguas.plumbing.tx import Tx
from paraguas.preferences.events import ErasureAsked
from paraguas.values.ids import PersonId, RecordId
from paraguas.values.stamp import Stamp


def ask_erasure(
    tx: Tx, stamp: Stamp, person_id: PersonId, records: Sequence[RecordId], until_at: int
) -> None:
    """Announce customer.erasure_asked.v1 in her stream.

    records: that she has now.  until_at: when it is to be done.
    """
    tx.announce(stamp, person_id, ErasureAsked(person_id, tuple(records), until_at))
