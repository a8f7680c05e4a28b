"""Settle a return: what is owed for what came has been given."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.returns import store
from paraguas.returns.events import ReturnSettled
from paraguas.returns.model import Return, ReturnState
from paraguas.returns.rules.refunding import Due, fees_of, goods_of, owed
from paraguas.values.stamp import Stamp


def settle_return(
    tx: Tx, stamp: Stamp, was: Return, given: Due, *, cash_minor: int, lost: bool = False
) -> Return:
    """Close a return with the last of its money, and tell who sold and who took the units in.

    cash_minor: of what was given, in cash.  lost: the units never came.  Announces
    `return.settled.v1`.
    """
    refunded = was.refunded_minor + given.original_minor
    credited = was.credited_minor + given.credit_minor
    now = replace(
        was,
        state=ReturnState.LOST if lost else ReturnState.SETTLED,
        refunded_minor=refunded,
        credited_minor=credited,
        short_minor=owed(was) - refunded - credited,
        ended_at=stamp.at,
        ended_because=stamp.by.reason if lost else None,
    )
    store.step(tx, was, now)
    units = was.units() if lost else was.came()
    told = ReturnSettled(
        order_id=was.order_id,
        return_id=was.return_id,
        number=was.number,
        entity_id=was.entity_id,
        place_id=was.place_id,
        place_entity_id=was.place_entity_id,
        currency=was.currency,
        goods_minor=goods_of(was),
        fee_minor=fees_of(was),
        amount_minor=refunded + credited,
        refunded_minor=refunded,
        cash_minor=cash_minor,
        credited_minor=credited,
        short_minor=now.short_minor,
        lines=[{"line_no": no, "quantity": n} for no, n in sorted(units.items()) if n],
    )
    tx.announce(stamp, was.order_id, told)
    return replace(now, version=was.version + 1)
