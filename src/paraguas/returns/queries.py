"""What other floors may read of returns."""

from paraguas.plumbing.tx import Tx
from paraguas.returns import store
from paraguas.returns.errors import ReturnAbsent
from paraguas.returns.model import Return, ReturnState
from paraguas.values.ids import is_id, read_short_number


def returns_of(tx: Tx, order_id: str) -> list[Return]:
    """Read the returns of an order, the oldest first."""
    return store.returns_of(tx, order_id) if is_id(order_id) else []


def the_return(tx: Tx, return_id: str) -> Return:
    """Read a return; ReturnAbsent where there is none."""
    found = store.by_id(tx, return_id) if is_id(return_id) else None
    if found is None:
        raise ReturnAbsent(wanted=return_id)
    return found


def find_number(tx: Tx, text: str) -> list[Return]:
    """Find returns by the number that stands on the parcel."""
    number = read_short_number(text)
    return store.by_number(tx, number) if number else []


def list_returns(tx: Tx, state: ReturnState | None, *, before: str = "", most: int) -> list[Return]:
    """List returns, those of one state where it is named, the latest first."""
    return store.in_state(tx, state, before=before if is_id(before) else "", most=most)
