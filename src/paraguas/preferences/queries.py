"""What other floors may read of preferences."""

from collections.abc import Iterable, Mapping

from paraguas.plumbing.tx import Tx
from paraguas.preferences import store
from paraguas.preferences.model import Consent, Statement
from paraguas.values.ids import RecordId


def statements(tx: Tx, ids: Iterable[RecordId], seals: Mapping[RecordId, bytes]) -> list[Statement]:
    """Read all that was said on these records and can still be read, the oldest first."""
    return store.statements_of(tx, ids, seals)


def consents(tx: Tx, ids: Iterable[RecordId], seals: Mapping[RecordId, bytes]) -> list[Consent]:
    """Read every word on using the contact points of these records, the oldest first."""
    return store.consents_of(tx, ids, seals)
