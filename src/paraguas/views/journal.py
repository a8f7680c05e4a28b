"""The journal of facts across all its streams: the latest, and the whole of it by and by."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import Select, bindparam, func, select, tuple_

from paraguas.plumbing.facts import FACT_COLUMNS, facts
from paraguas.plumbing.journal_seals import open_facts
from paraguas.plumbing.schema import IdType
from paraguas.plumbing.tx import Tx
from paraguas.values.time import Period
from paraguas.views.timeline import Told, read_fact

MOST_EVENTS = 10_000
Cursor = tuple[str, str]
"""Stream and fact that were read last."""

BEFORE_ALL: Cursor = ("0" * 32, "0" * 32)
_CURSOR = tuple_(bindparam("stream", type_=IdType), bindparam("fact", type_=IdType))
_DURING = (facts.c.at >= bindparam("start_at"), facts.c.at < bindparam("end_at"))
_AFTER = (
    select(*(facts.c[name] for name in FACT_COLUMNS))
    .where(tuple_(facts.c.stream_id, facts.c.fact_id) > _CURSOR)
    .where(*_DURING)
    .order_by(facts.c.stream_id, facts.c.fact_id)
    .limit(bindparam("most"))
)
_TOLD = select(*(facts.c[name] for name in FACT_COLUMNS)).order_by(facts.c.fact_id)
_BETWEEN = (
    _TOLD.where(facts.c.fact_id > bindparam("after")).where(*_DURING).limit(bindparam("most"))
)
_NAMED = _TOLD.where(facts.c.fact_id.in_(bindparam("ids", expanding=True)))
_COUNT = select(func.count()).select_from(facts).where(*_DURING)


class Entry(Struct, frozen=True):
    """A fact with the stream it was told in."""

    stream_id: str
    told: Told


class FactRow(NamedTuple):
    """A row of the journal as it is written; its body is JSON text."""

    stream_id: str
    fact_id: str
    name: str
    at: int
    door: str
    actor: str
    assisted_by: str | None
    on_behalf_of: str | None
    reason: str | None
    handling_seconds: int | None
    body: str

    @property
    def cursor(self) -> Cursor:
        """Where reading goes on behind it."""
        return self.stream_id, self.fact_id


def latest_facts(
    tx: Tx, during: Period, *, stream: str = "", names: Sequence[str] = (), most: int
) -> list[Entry]:
    """Give the latest facts of a period, the newest last.

    stream: of this one only.  names: of these only, where any are given.  most: up to
    MOST_EVENTS.  The database keeps no more than so many at once; where no stream is named it
    looks through the whole journal for them.
    """
    rows = tx.all(_latest(stream, names), start_at=during.start_at, end_at=during.end_at, most=most)
    return [Entry(row.stream_id, read_fact(row)) for row in reversed(open_facts(tx, rows))]


def facts_after(tx: Tx, cursor: Cursor, during: Period, *, most: int) -> list[FactRow]:
    """Give the facts of a period that follow a cursor, stream by stream, each in its order."""
    stream, fact = cursor
    span = {"start_at": during.start_at, "end_at": during.end_at}
    rows = tx.all(_AFTER, stream=stream, fact=fact, most=most, **span)
    return [FactRow._make(row) for row in open_facts(tx, rows)]


def facts_between(tx: Tx, during: Period, *, after: str, most: int) -> list[FactRow]:
    """Give the facts of a period in the order they were told, whatever their streams.

    after: the fact a page before ended with, empty for the first.
    """
    span = {"start_at": during.start_at, "end_at": during.end_at}
    rows = tx.all(_BETWEEN, after=after or BEFORE_ALL[1], most=most, **span)
    return [FactRow._make(row) for row in open_facts(tx, rows)]


def facts_named(tx: Tx, fact_ids: Sequence[str]) -> list[FactRow]:
    """Give facts by their ids in the order they were told."""
    rows = tx.all(_NAMED, ids=list(fact_ids)) if fact_ids else ()
    return [FactRow._make(row) for row in open_facts(tx, rows)]


def count_facts(tx: Tx, during: Period) -> int:
    """Count the facts of a period."""
    return int(tx.value(_COUNT, start_at=during.start_at, end_at=during.end_at))


def _latest(stream: str, names: Sequence[str]) -> Select[Any]:
    statement = select(facts).where(*_DURING)
    if stream:
        statement = statement.where(facts.c.stream_id == stream)
    if names:
        statement = statement.where(facts.c.name.in_(names))
    return statement.order_by(facts.c.at.desc(), facts.c.fact_id.desc()).limit(bindparam("most"))
