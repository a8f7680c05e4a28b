"""Proofs of hand-over: what went to whom, by which proof, when and by whose hand."""

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, select

from paraguas.fulfilment.events import GoodsHandedOver
from paraguas.plumbing.facts import facts
from paraguas.plumbing.journal_seals import open_facts
from paraguas.plumbing.tx import Tx

_HANDED_OVER = (
    select(facts)
    .where(facts.c.stream_id == bindparam("order"))
    .where(facts.c.name == GoodsHandedOver.name)
    .order_by(facts.c.fact_id)
)
_read = msgspec.json.Decoder(GoodsHandedOver).decode


class HandOver(Struct, frozen=True):
    """Goods that were handed over; proof: code, identity or nominated, note: what was seen.

    lines: line number and units.
    """

    fulfilment_id: str
    place_id: str
    at: int
    actor: str
    assisted_by: str | None
    door: str
    proof: str
    note: str
    lines: tuple[tuple[int, int], ...]


def hand_overs(tx: Tx, order_id: str) -> list[HandOver]:
    """List the hand-overs of an order, the oldest first; the journal keeps them for good."""
    found = []
    for row in open_facts(tx, tx.all(_HANDED_OVER, order=order_id)):
        told = _read(row.body)
        hand = (row.at, row.actor, row.assisted_by, row.door, told.proof, told.note)
        found.append(HandOver(told.fulfilment_id, told.place_id, *hand, told.lines))
    return found
