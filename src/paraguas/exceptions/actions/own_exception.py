"""Say who looks after an exception."""

from paraguas.exceptions import store
from paraguas.exceptions.events import ExceptionOwned
from paraguas.exceptions.model import Subject
from paraguas.exceptions.queries import owners_of
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def own_exception(
    tx: Tx, stamp: Stamp, subject: Subject, *, owner: str | None, stream: str
) -> None:
    """Note the code of who looks after it; nobody any more with none.

    stream: where it is told: the order's, if it is about one.
    """
    if owners_of(tx, {subject}).get(subject) == owner:
        return
    store.set_owner(tx, subject, owner, stamp.at)
    tx.announce(stamp, stream, ExceptionOwned(subject.kind.value, subject.subject_id, owner))
