"""What other floors may read of exceptions."""

from collections.abc import Collection

from paraguas.exceptions import store
from paraguas.exceptions.model import Subject
from paraguas.plumbing.tx import Tx


def owners_of(tx: Tx, subjects: Collection[Subject]) -> dict[Subject, str]:
    """Tell who looks after these, by code; those of nobody are left out."""
    found = store.owners(tx, sorted({one.subject_id for one in subjects}))
    return {subject: owner for subject, owner in found.items() if subject in subjects}
