"""Receive a return: its units are back at a place."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.returns import store
from paraguas.returns.events import ReturnReceived
from paraguas.returns.model import Item, Return, ReturnState
from paraguas.returns.rules.stepping import demand
from paraguas.values.ids import EntityId, PlaceId
from paraguas.values.stamp import Stamp


def receive_return(
    tx: Tx,
    stamp: Stamp,
    was: Return,
    items: tuple[Item, ...],
    place: tuple[PlaceId, EntityId],
) -> Return:
    """Write what came, with its final rulings and what becomes of it.

    place: where, and whose place that is.  Announces `return.received.v1`.
    """
    demand(was, ReturnState.AUTHORISED)
    place_id, entity_id = place
    now = replace(
        was,
        state=ReturnState.RECEIVED,
        items=items,
        place_id=place_id,
        place_entity_id=entity_id,
        received_at=stamp.at,
    )
    store.step(tx, was, now)
    told = ReturnReceived(
        order_id=was.order_id,
        return_id=was.return_id,
        number=was.number,
        place_id=place_id,
        lines=[{"line_no": no, "quantity": n} for no, n in sorted(now.came().items()) if n],
        dispositions=[
            {"line_no": item.line_no, "disposition": kind, "quantity": units}
            for item in items
            for kind, units in item.dispositions.items()
        ],
    )
    tx.announce(stamp, was.order_id, told)
    return replace(now, version=was.version + 1)
