"""The SQL of exceptions."""

from collections.abc import Sequence

from sqlalchemy import BindParameter, bindparam, select, update

from paraguas.exceptions.model import ExceptionKind, Subject
from paraguas.exceptions.tables import exception_owners
from paraguas.plumbing.tx import Tx

_o = exception_owners.c
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_OF = select(_o.kind, _o.subject_id, _o.owner).where(_o.subject_id.in_(_IDS), _o.owner.is_not(None))
_MOST_IDS = 1000


def owners(tx: Tx, ids: Sequence[str]) -> dict[Subject, str]:
    """Find who looks after what."""
    parts = (ids[first : first + _MOST_IDS] for first in range(0, len(ids), _MOST_IDS))
    return {
        Subject(ExceptionKind(row.kind), row.subject_id): row.owner
        for part in parts
        for row in tx.all(_OF, ids=part)
    }


def set_owner(tx: Tx, subject: Subject, owner: str | None, at: int) -> None:
    """Write down who looks after something; whoever is written last holds."""
    row = (subject.subject_id, subject.kind.value, owner, at)
    tx.insert(exception_owners, ("subject_id", "kind", "owner", "at"), [row], lenient=True)
    tx.run(
        update(exception_owners)
        .where(_o.subject_id == subject.subject_id, _o.kind == subject.kind.value)
        .values(owner=owner, at=at)
    )
