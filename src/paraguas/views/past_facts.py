"""Facts of the past, of all streams, to be told again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select

from paraguas.plumbing.facts import FACT_COLUMNS, facts
from paraguas.plumbing.tx import Tx

_FACTS = select(*(facts.c[name] for name in FACT_COLUMNS)).order_by(facts.c.fact_id)
_BETWEEN = (
    _FACTS.where(facts.c.at >= bindparam("since"), facts.c.at < bindparam("until"))
    .where(facts.c.fact_id > bindparam("after"))
    .limit(bindparam("most"))
)
_NAMED = _FACTS.where(facts.c.fact_id.in_(bindparam("ids", expanding=True)))
_BEFORE_ALL = "0" * 32


def facts_between(
    tx: Tx, *, since: int, until: int, after: str, most: int
) -> list[tuple[Any, ...]]:
    """Give the facts of a span in the order they were told, as rows (FACT_COLUMNS).

    after: the fact a page before ended with, empty for the first.
    """
    rows = tx.all(_BETWEEN, since=since, until=until, after=after or _BEFORE_ALL, most=most)
    return [tuple(row) for row in rows]


def facts_named(tx: Tx, fact_ids: Sequence[str]) -> list[tuple[Any, ...]]:
    """Give facts by their ids in the order they were told, as rows (FACT_COLUMNS)."""
    return [tuple(row) for row in tx.all(_NAMED, ids=list(fact_ids))] if fact_ids else []
