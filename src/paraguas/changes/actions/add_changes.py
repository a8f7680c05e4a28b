"""Wish more of an order, or something else."""

from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.changes import store
from paraguas.changes.errors import ChangeMoved
from paraguas.changes.model import Change, ChangeSet
from paraguas.changes.rules.collecting import collect
from paraguas.plumbing.tx import Tx


def add_changes(tx: Tx, found: ChangeSet, new: Sequence[Change], *, version: int) -> ChangeSet:
    """Add wishes to an open set; a later wish about the same thing replaces the earlier.

    version: the one they were made on; refuses ChangeMoved when it moved on.
    """
    if version != found.version:
        raise ChangeMoved(version=found.version)
    collected = replace(found, changes=collect(found.changes, new))
    store.step(tx, found, collected)
    return replace(collected, version=found.version + 1)
