"""Chores that were given up, with the orders they are about."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, select

from paraguas.orders.tables import orders
from paraguas.plumbing.chores import TRIES
from paraguas.plumbing.facts import chores
from paraguas.plumbing.tx import Tx

MOST = 10_000
"""Chores read at once; whoever has more of them has one cause to look for."""

_DEAD = (
    select(chores)
    .where(chores.c.attempts >= TRIES)
    .order_by(chores.c.chore_id.desc())
    .limit(bindparam("most"))
)
_NUMBERS = select(orders.c.order_id, orders.c.number).where(
    orders.c.order_id.in_(bindparam("ids", expanding=True))
)


class DeadChore(Struct, frozen=True):
    """A chore nobody takes up any more.

    order_id and number: of the order it is about, None where it is about something else.
    problem: of its last try.  at: when that was.
    """

    chore_id: str
    kind: str
    subject_id: str
    order_id: str | None
    number: str | None
    attempts: int
    problem: str
    at: int


def dead_chores(tx: Tx, *, most: int = MOST) -> tuple[DeadChore, ...]:
    """List the chores that were given up, the youngest first."""
    rows = tx.all(_DEAD, most=most)
    about = {row.chore_id: _about(row) for row in rows}
    numbers = _numbers(tx, sorted(set(about.values())))
    return tuple(
        DeadChore(
            *(row.chore_id, row.kind, row.subject_id),
            about[row.chore_id] if about[row.chore_id] in numbers else None,
            numbers.get(about[row.chore_id]),
            *(row.attempts, row.problem or "", row.due_at),
        )
        for row in rows
    )


def _about(row: Any) -> str:
    """Tell which order a chore may be about: the one it names, or its subject."""
    body = msgspec.json.decode(row.body)
    return str(body.get("order_id", row.subject_id))


def _numbers(tx: Tx, ids: Sequence[str]) -> dict[str, str]:
    return {row.order_id: row.number for row in tx.all(_NUMBERS, ids=list(ids))} if ids else {}
