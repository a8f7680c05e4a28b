"""All cases of a subject at once: a decision diagram over the cells of its grid.

A node is the set of rows that may still hold once the facts before it are known; rows that can no
longer win are dropped from it, so that cases with the same future share a node.  Every case is a
path, so what holds on all leaves, or on all pairs of them (rules/pairs.py), is proved for every
case there is.
"""

from collections.abc import Iterator
from typing import NamedTuple

from paraguas.policies.rules.grid import Column, Grid, Hits, lowest

MOST_NODES = 1_000_000


class Run(NamedTuple):
    """Cells of a column from `cell` on, up to the next run, that lead to the same node."""

    cell: int
    node: int


class Step(NamedTuple):
    """Part of a path: the number of a column and of the cell taken there."""

    column: int
    cell: int


Runs = tuple[Run, ...]
Path = tuple[Step, ...]


class TooManyCases(Exception):
    """A subject falls into more cases than are looked at."""


class Diagram:
    """The cases of a grid.

    runs: node -> its runs; a leaf has none.  column: node -> the number of its column.  hits:
    leaf -> the first row of each group.  A node stands after those it leads to.
    """

    def __init__(self, grid: Grid) -> None:
        """Unfold a grid; TooManyCases where it falls apart."""
        self.grid = grid
        self.runs: list[Runs] = []
        self.column: list[int] = []
        self.hits: dict[int, Hits] = {}
        self._cells = [tuple(cell.rows for cell in one.cells) for one in grid.columns]
        self._edges = [_edges(one) for one in grid.columns]
        self._masks = [group.rows for group in grid.groups]
        self._free = self._free_after()
        self._known: dict[tuple[int, int], int] = {}
        self._shapes: dict[tuple[int, Runs | Hits], int] = {}
        self.root = self._unfold(0, (1 << len(grid.rows)) - 1)

    def leaves(self) -> Iterator[Hits]:
        """Give every combination of hits there is, once."""
        return iter(self.hits.values())

    def path_of(self, wanted: Hits) -> Path:
        """Find a case with these hits, which is one of the leaves."""
        leaf = next(node for node, hits in self.hits.items() if hits == wanted)
        path, aim = [], leaf
        for node in range(leaf + 1, len(self.runs)):
            run = next((run for run in self.runs[node] if run.node == aim), None)
            if run:
                path.append(Step(self.column[node], run.cell))
                aim = node
        assert aim == self.root, "every node but the root is led to"
        return tuple(reversed(path))

    def _free_after(self) -> list[int]:
        """Give for each column the rows that it and later ones have no say in; one at the end."""
        free = [(1 << len(self.grid.rows)) - 1]
        for cells in reversed(self._cells):
            always = free[-1]
            for cell in cells:
                always &= cell
            free.append(always)
        return free[::-1]

    def _unfold(self, column: int, rows: int) -> int:
        free = self._free[column]
        for mask in self._masks:
            certain = rows & mask & free
            if certain:
                # The lowest row that holds whatever comes; those after it never win.
                rows &= ~mask | ((certain & -certain) << 1) - 1
        known = self._known.get((column, rows))
        if known is None:
            known = self._known[column, rows] = self._make(column, rows)
        return known

    def _make(self, column: int, rows: int) -> int:
        if column == len(self._cells):
            return self._add(column, self.grid.hits(rows))
        cells = self._cells[column]
        runs: list[Run] = []
        for cell in self._turns(column, rows):
            node = self._unfold(column + 1, rows & cells[cell])
            if not runs or runs[-1].node != node:
                runs.append(Run(cell, node))
        return runs[0].node if len(runs) == 1 else self._add(column, tuple(runs))

    def _turns(self, column: int, rows: int) -> list[int]:
        """Give the cells at which the rows that still hold may change, ascending."""
        edges, count = self._edges[column], len(self._cells[column])
        if rows.bit_count() * 2 >= count:
            return list(range(count))
        turns = {0}
        while rows:
            turns.update(edges[lowest(rows)])
            rows &= rows - 1
        return sorted(turns)

    def _add(self, column: int, shape: Runs | Hits) -> int:
        known = self._shapes.get((column, shape))
        if known is not None:
            return known
        if len(self.runs) >= MOST_NODES:
            raise TooManyCases
        node = self._shapes[column, shape] = len(self.runs)
        self.column.append(column)
        if column == len(self._cells):
            self.hits[node] = tuple(int(at) for at in shape if isinstance(at, int))
            self.runs.append(())
        else:
            self.runs.append(tuple(run for run in shape if isinstance(run, Run)))
        return node


def _edges(column: Column) -> list[tuple[int, ...]]:
    """Give for each row the cells at which it begins or ceases to hold."""
    edges: dict[int, list[int]] = {}
    before, every = column.cells[0].rows, 0
    for number, cell in enumerate(column.cells):
        turned = before ^ cell.rows
        before, every = cell.rows, every | cell.rows
        while turned:
            edges.setdefault(lowest(turned), []).append(number)
            turned &= turned - 1
    return [tuple(edges.get(row, ())) for row in range(every.bit_length())]
