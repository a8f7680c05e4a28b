"""Keep a change set open for longer, as while a second person is asked about it."""

from msgspec.structs import replace

from paraguas.changes import store
from paraguas.changes.model import ChangeSet
from paraguas.plumbing.tx import Tx
from paraguas.values.time import DAY

WAITS = DAY
"""How long a set waits for a second person."""


def keep_open(tx: Tx, found: ChangeSet, *, at: int) -> ChangeSet:
    """Let an open set expire a day from now; what was wished, and so its basis, stays."""
    until_at = at + WAITS
    store.keep_open(tx, found, until_at)
    return replace(found, expires_at=until_at)
