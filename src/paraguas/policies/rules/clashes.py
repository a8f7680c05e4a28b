"""Rows that meet: which of a group hold for a common case, and which of those contradict."""

from collections import Counter
from collections.abc import Iterator

from paraguas.policies.model import Finding, Row
from paraguas.policies.rules.grid import Grid, lowest


def clashes(grid: Grid) -> Iterator[Finding]:
    """Find rows of one priority that give different things for a common case."""
    for group in grid.groups:
        numbers = [at for at in range(len(grid.rows)) if group.rows >> at & 1]
        peers = Counter(grid.rows[at].priority for at in numbers)
        for at in numbers:
            row = grid.rows[at]
            other = _contradicting(grid, at, group.rows) if peers[row.priority] > 1 else None
            if other:
                sentence = (
                    f"it has priority {row.priority} like row {other.id},"
                    " holds for a common case and gives something else"
                )
                yield Finding("no_conflict", row.file, row.id, sentence)


def before(grid: Grid, number: int) -> list[Row]:
    """Give the rows of a row's group that are asked before it and meet it."""
    group = next(one for one in grid.groups if one.rows >> number & 1)
    bits = meeting(grid, number) & group.rows & ((1 << number) - 1)
    return [grid.rows[at] for at in range(number) if bits >> at & 1]


def meeting(grid: Grid, number: int) -> int:
    """Give the rows that hold for some case a row holds for."""
    rows = (1 << len(grid.rows)) - 1
    for column in grid.columns:
        beside = 0
        for cell in column.cells:
            if cell.rows >> number & 1:
                beside |= cell.rows
        rows &= beside
    return rows


def _contradicting(grid: Grid, number: int, group: int) -> Row | None:
    row = grid.rows[number]
    rest = meeting(grid, number) & group & ((1 << number) - 1)
    while rest:
        at = lowest(rest)
        rest &= rest - 1
        other = grid.rows[at]
        if other.priority == row.priority and other.then != row.then:
            return other
    return None
