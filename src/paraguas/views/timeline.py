"""The journal of facts, stream by stream, page by page."""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, select

from paraguas.plumbing.facts import facts
from paraguas.plumbing.journal_seals import open_facts
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import is_id
from paraguas.values.refusal import Malformed

MOST_FACTS = 200
_BEFORE_ALL = "0" * 32
_PAGE = (
    select(facts)
    .where(facts.c.stream_id == bindparam("stream"))
    .where(facts.c.fact_id > bindparam("after"))
    .order_by(facts.c.fact_id)
    .limit(bindparam("most"))
)


class Told(Struct, frozen=True):
    """A fact as it was announced: what, when, by whom, through which door."""

    fact_id: str
    name: str
    at: int
    door: str
    actor: str
    assisted_by: str | None
    on_behalf_of: str | None
    reason: str | None
    handling_seconds: int | None
    body: dict[str, Any]


class FactPage(Struct, frozen=True):
    """Facts in the order they were told; `next` is the cursor of the page after, if there is."""

    facts: tuple[Told, ...]
    next: str | None


def facts_of(tx: Tx, stream: str, *, after: str = "", most: int = MOST_FACTS) -> FactPage:
    """Read a stream: an order's, a basket's, a place's; one nobody told of is empty.

    after: the cursor of the page before.  Raises Malformed for a cursor that is none.
    """
    if after and not is_id(after):
        raise Malformed(where="after", problem="not a cursor of a page")
    if not is_id(stream):
        return FactPage((), None)
    rows = open_facts(tx, tx.all(_PAGE, stream=stream, after=after or _BEFORE_ALL, most=most + 1))
    told = tuple(map(read_fact, rows[:most]))
    return FactPage(told, told[-1].fact_id if len(rows) > most else None)


def read_fact(row: Any) -> Told:
    """Read a row of the journal."""
    return Told(
        *(row.fact_id, row.name, row.at, row.door, row.actor, row.assisted_by),
        *(row.on_behalf_of, row.reason, row.handling_seconds),
        msgspec.json.decode(row.body),
    )
