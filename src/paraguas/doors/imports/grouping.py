"""Rows that stand together because they are one thing: an order, a message."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from paraguas.doors.imports.rows import Row
from paraguas.values.refusal import Refusal

Key = tuple[str, ...]


class Group(Struct, frozen=True):
    """The rows of one thing, or of none where they cannot be read."""

    key: Key
    rows: tuple[Row, ...]
    problem: Refusal | None = None


def group_rows(
    rows: Iterable[Row], key_of: Callable[[Row], Key], incomplete: Callable[[Row], Refusal]
) -> Iterator[Group]:
    """Put the rows of each thing together.

    A row that cannot be read may belong to the thing before it or to the one after, so neither is
    taken, and `incomplete` says why: half of one is worse than none.
    """
    lost: Row | None = None
    waiting: Group | None = None
    for key, some in groupby(rows, key=lambda row: None if row.problem else key_of(row)):
        group = tuple(some)
        if key is None:
            if waiting:
                yield replace(waiting, problem=incomplete(group[0]))
                waiting = None
            lost = group[-1]
            yield from (Group((), (row,), row.problem) for row in group)
            continue
        if waiting:
            yield waiting
        waiting = Group(key, group, incomplete(lost) if lost else None)
        lost = None
    if waiting:
        yield waiting
