"""Marks: how far a look that goes over rows again and again has come.

In place of a chore for each row: what is looked at costs who writes it nothing.  The mark moves in
the transaction of what the look does, so that nothing is done twice or left out.
"""

from msgspec import Struct
from sqlalchemy import Column, String, bindparam, select

from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.schema import IdType, table
from paraguas.plumbing.tx import Tx

marks = table(
    "marks",
    Column("name", String(40), primary_key=True),
    Column("since", IdType, nullable=False),
    Column("reached", IdType, nullable=False),
    distribution="key",
)
_FIND = select(marks.c.since, marks.c.reached).where(marks.c.name == bindparam("which"))
_MOVE = GuardedUpdate(
    marks,
    keys=("name",),
    givens={"was": "reached", "becomes": "reached"},
    sets="reached = {becomes}",
    guard="t.reached = {was}",
)


class Mark(Struct, frozen=True, gc=False):
    """The id a look began behind, and the one it has reached: both are done, nothing after."""

    since: str
    reached: str


def find_mark(tx: Tx, name: str) -> Mark | None:
    """Read a mark; None before the first look."""
    row = tx.first(_FIND, which=name)
    return Mark(row.since, row.reached) if row else None


def set_mark(tx: Tx, name: str, since: str) -> None:
    """Let a look begin behind an id; where another began at the same moment, its mark stays."""
    tx.insert(marks, ("name", "since", "reached"), [(name, since, since)], lenient=True)


def move_mark(tx: Tx, name: str, was: str, becomes: str) -> None:
    """Note how far a look has come; StaleSlice where another was faster."""
    tx.update(_MOVE, [(name, was, becomes)])
