"""End a return of which nothing comes: refused when it was looked at, or cancelled."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.returns import store
from paraguas.returns.errors import ReturnPaid
from paraguas.returns.events import ReturnEnded
from paraguas.returns.model import Return, ReturnState
from paraguas.returns.rules.stepping import demand
from paraguas.values.stamp import Stamp


def end_return(tx: Tx, stamp: Stamp, was: Return, state: ReturnState, cause: str) -> Return:
    """Close a return without its units; announces `return.ended.v1`.

    Refuses ReturnPaid where money was given for it before it came.
    """
    demand(was, ReturnState.REQUESTED, ReturnState.AUTHORISED)
    if was.refunded_minor or was.credited_minor:
        raise ReturnPaid(number=was.number)
    now = replace(was, state=state, ended_at=stamp.at, ended_because=cause)
    store.step(tx, was, now)
    told = ReturnEnded(was.order_id, was.return_id, was.number, state.value, cause)
    tx.announce(stamp, was.order_id, told)
    return replace(now, version=was.version + 1)
