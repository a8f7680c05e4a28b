"""Authorise a return that waits for a second person."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.returns import store
from paraguas.returns.errors import ApproverSame
from paraguas.returns.events import ReturnAuthorised
from paraguas.returns.model import Return, ReturnState
from paraguas.returns.rules.stepping import demand
from paraguas.values.stamp import Stamp


def authorise_return(tx: Tx, stamp: Stamp, was: Return) -> Return:
    """Let units come back for which more is given than by the book; announces it.

    Refuses ApproverSame where it is the wish of the same hand.
    """
    demand(was, ReturnState.REQUESTED)
    if was.override_by == stamp.by.actor:
        raise ApproverSame(actor=stamp.by.actor)
    now = replace(was, state=ReturnState.AUTHORISED, approved_by=stamp.by.actor)
    store.step(tx, was, now)
    told = ReturnAuthorised(was.order_id, was.return_id, was.number, overridden=True)
    tx.announce(stamp, was.order_id, told)
    return replace(now, version=was.version + 1)
