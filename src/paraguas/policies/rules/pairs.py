"""Two cases side by side down a diagram: alike in every fact but those set free."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from paraguas.policies.rules.diagram import Diagram, Path, Run, Runs, Step
from paraguas.policies.rules.grid import Hits

Beside = Callable[[list[int]], Iterable[tuple[int, int]]]
"""Given the cells at which anything changes, which cells of a free column stand beside others."""


class Pair(NamedTuple):
    """Two cases that differ in the facts set free and in nothing else, and what they hit."""

    left: Path
    right: Path
    left_hits: Hits
    right_hits: Hits


class Joined:
    """A diagram in which what cannot be told apart by a key is one node."""

    def __init__(self, diagram: Diagram, key: Callable[[Hits], object]) -> None:
        """Join the nodes; in a diagram a node stands after those it leads to."""
        self.runs: list[Runs] = []
        self.column: list[int] = []
        self.hits: dict[int, Hits] = {}
        self._shapes: dict[object, int] = {}
        self._of: list[int] = []
        for node, runs in enumerate(diagram.runs):
            hits = diagram.hits.get(node)
            shape = ("leaf", key(hits)) if hits is not None else self._merged(runs)
            self._of.append(self._join(diagram.column[node], shape, hits))
        self.root = self._of[diagram.root]

    def differ(
        self, free: Mapping[int, Beside], wrong: Callable[[Hits, Hits], bool]
    ) -> Pair | None:
        """Find two cases that differ in the columns set free and are wrong beside one another.

        A case beside itself is right.
        """
        return _Search(self, free, wrong).find(self.root, self.root)

    def _merged(self, runs: Runs) -> Runs:
        merged: list[Run] = []
        for run in runs:
            node = self._of[run.node]
            if not merged or merged[-1].node != node:
                merged.append(Run(run.cell, node))
        return tuple(merged)

    def _join(self, column: int, shape: object, hits: Hits | None) -> int:
        runs: Runs = shape if hits is None else ()  # type: ignore[assignment]  # made just above
        if len(runs) == 1:
            return runs[0].node
        known = self._shapes.get((column, shape))
        if known is None:
            known = self._shapes[column, shape] = len(self.runs)
            self.runs.append(runs)
            self.column.append(column)
            if hits is not None:
                self.hits[known] = hits
        return known


class _Search:
    def __init__(
        self, joined: Joined, free: Mapping[int, Beside], wrong: Callable[[Hits, Hits], bool]
    ) -> None:
        self.joined, self.free, self.wrong = joined, free, wrong
        self.seen: set[tuple[int, int]] = set()
        self.reaching: dict[int, bool] = {}

    def find(self, left: int, right: int) -> Pair | None:
        if (left, right) in self.seen or (left == right and not self._reaches(left)):
            return None
        self.seen.add((left, right))
        one, other = self.joined.hits.get(left), self.joined.hits.get(right)
        if one is not None and other is not None:
            return Pair((), (), one, other) if self.wrong(one, other) else None
        column = min(self.joined.column[left], self.joined.column[right])
        for at, beside in self._beside(left, right, column):
            found = self.find(self._next(left, column, at), self._next(right, column, beside))
            if found:
                return found._replace(
                    left=(Step(column, at), *found.left),
                    right=(Step(column, beside), *found.right),
                )
        return None

    def _beside(self, left: int, right: int, column: int) -> Iterator[tuple[int, int]]:
        turns = {0}
        for node in (left, right):
            if self.joined.column[node] == column:
                turns.update(run.cell for run in self.joined.runs[node])
        cells = sorted(turns)
        yield from ((at, at) for at in cells)
        if column in self.free:
            yield from self.free[column](cells)

    def _next(self, node: int, column: int, cell: int) -> int:
        if self.joined.column[node] != column:
            return node
        runs = self.joined.runs[node]
        return runs[bisect_right(runs, cell, key=lambda run: run.cell) - 1].node

    def _reaches(self, node: int) -> bool:
        """Whether a free column lies below; else a case beside itself stays beside itself."""
        known = self.reaching.get(node)
        if known is None:
            own = self.joined.column[node] in self.free
            known = own or any(self._reaches(run.node) for run in self.joined.runs[node])
            self.reaching[node] = known
        return known
