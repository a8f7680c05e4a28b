"""Note that the units of a return are with a carrier."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.returns import store
from paraguas.returns.events import ReturnSent
from paraguas.returns.model import Return, ReturnState
from paraguas.returns.rules.stepping import demand
from paraguas.values.stamp import Stamp


def note_sent(tx: Tx, stamp: Stamp, was: Return, tracking: str) -> Return:
    """Note by what number the units travel; announces `return.sent.v1`."""
    demand(was, ReturnState.AUTHORISED)
    now = replace(was, tracking=tracking, sent_at=was.sent_at or stamp.at)
    store.step(tx, was, now)
    if was.sent_at is None:
        told = ReturnSent(was.order_id, was.return_id, was.number, tracking)
        tx.announce(stamp, was.order_id, told)
    return replace(now, version=was.version + 1)
