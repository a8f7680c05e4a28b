"""Note what was given back of a return's money before all of it is settled."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.returns import store
from paraguas.returns.model import Return
from paraguas.returns.rules.refunding import Due


def note_given(tx: Tx, was: Return, given: Due) -> Return:
    """Add money to what a return gave back; the payments have announced it."""
    now = replace(
        was,
        refunded_minor=was.refunded_minor + given.original_minor,
        credited_minor=was.credited_minor + given.credit_minor,
    )
    store.step(tx, was, now)
    return replace(now, version=was.version + 1)
