"""Reference rows saved by their key: only what is new or differs is written."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, bindparam, select

from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.tx import Tx

_CHUNK = 1000
"""Keys looked up at once; SQLite takes at most 32,766 bound values."""


class Upserted(NamedTuple):
    """The rows that were not there before, and those that were but looked different."""

    added: list[tuple[Any, ...]]
    changed: list[tuple[Any, ...]]


def upsert(
    tx: Tx, table: Table, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> Upserted:
    """Save rows by primary key; saving the same rows again does nothing.

    columns: those of the key first, in the key's order.  A key that occurs twice counts as last
    given.  The last writer wins: it is meant for reference data, not for amounts that add up.
    """
    width = len(table.primary_key.columns)
    latest = {row[:width]: row for row in rows}
    held = _held(tx, table, columns, sorted({key[0] for key in latest}))
    added = [row for key, row in latest.items() if key not in held]
    changed = [row for key, row in latest.items() if held.get(key, row) != row]
    tx.insert(table, columns, added, lenient=True)
    tx.update(_overwrite(table, columns), changed)
    return Upserted(added, changed)


def _held(
    tx: Tx, table: Table, columns: tuple[str, ...], keys: Sequence[Any]
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    width = len(table.primary_key.columns)
    statement = _look_up(table, columns)
    held = {}
    for start in range(0, len(keys), _CHUNK):
        for row in tx.all(statement, keys=keys[start : start + _CHUNK]):
            values = tuple(row)
            held[values[:width]] = values
    return held


@lru_cache(maxsize=64)
def _look_up(table: Table, columns: tuple[str, ...]) -> Select[Any]:
    first = table.c[columns[0]]
    wanted = first.in_(bindparam("keys", expanding=True, type_=first.type))
    return select(*(table.c[name] for name in columns)).where(wanted)


@lru_cache(maxsize=64)
def _overwrite(table: Table, columns: tuple[str, ...]) -> GuardedUpdate:
    width = len(table.primary_key.columns)
    rest = columns[width:]
    return GuardedUpdate(
        table,
        keys=columns[:width],
        givens={name: name for name in rest},
        sets=", ".join(f"{name} = {{{name}}}" for name in rest),
    )
