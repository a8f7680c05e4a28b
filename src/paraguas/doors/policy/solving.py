"""Asking z3 what the diagrams prove: a second prover that shares no step with the first.

Rows become formulas over integers, a group a chain of `if`, a verdict the best of the chains; a
proof is that its negation cannot be satisfied.  Needs the extra `authoring`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import z3

from paraguas.policies.model import Book, Proof, Row
from paraguas.policies.rules.grid import Column, Grid, make_grid

_NONE = -(10**10)
"""Stands for a dimension no row says anything of: below every rank."""

SOLVED = (
    *("complete", "no_dead_row", "door_invariance", "justified_differences"),
    *("legal_floor", "monotone"),
)
"""The proofs that z3 is asked for."""

Case = dict[str, Any]
"""Fact -> the integer its position is."""


def solve(book: Book) -> list[Proof]:
    """Prove a book with z3; the counterexample of a proof is a case in positions."""
    against: dict[str, str] = {}
    for subject in book.subjects.values():
        solving = _Solving(make_grid(book, subject))
        for name, doubts in solving.doubts():
            if name not in against:
                model = solving.satisfy(doubts)
                if model is not None:
                    against[name] = f"{subject.name}: {model}"
    return [Proof(name, name not in against, against.get(name)) for name in SOLVED]


class _Solving:
    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.case = self._case("")
        self.groups = [
            [row for number, row in enumerate(grid.rows) if group.rows >> number & 1]
            for group in grid.groups
        ]

    def satisfy(self, doubts: Sequence[Any]) -> str | None:
        solver = z3.Solver()
        solver.add(*doubts)
        found = solver.check()
        assert found != z3.unknown, "integers in ranges are decided"
        return str(solver.model()) if found == z3.sat else None

    def doubts(self) -> Iterator[tuple[str, Sequence[Any]]]:
        case = self.case
        within = self._within(case)
        holds = [self._holds(row, case) for row in self.groups[0]]
        yield "complete", [*within, z3.Not(z3.Or(*holds))]
        for group in self.groups:
            for number, row in enumerate(group):
                before = [z3.Not(self._holds(one, case)) for one in group[:number]]
                yield from self._dead(row, [*within, self._holds(row, case), *before])
        yield "legal_floor", [*within, z3.Or(z3.BoolVal(val=False), *self._undercuts(case))]
        for column in self.grid.columns:
            yield from self._of_column(column, within)
        yield from self._justified(within)

    def _dead(self, row: Row, doubts: Sequence[Any]) -> Iterator[tuple[str, Sequence[Any]]]:
        """Doubt only a row that cannot hold: here it is the satisfied formula that is right."""
        if self.satisfy(doubts) is None:
            yield "no_dead_row", [z3.Int(f"row {row.id}") == 0]

    def _of_column(
        self, column: Column, within: Sequence[Any]
    ) -> Iterator[tuple[str, Sequence[Any]]]:
        fact = column.fact
        for value, like in fact.elsewhere.items():
            at, beside = fact.values.index(value), fact.values.index(like)
            left, right = (
                self._moved(fact.name, z3.IntVal(at)),
                self._moved(fact.name, z3.IntVal(beside)),
            )
            pairs = zip(self._ranks(left), self._ranks(right), strict=True)
            yield "door_invariance", [*within, z3.Or(*(one != other for one, other in pairs))]
        if fact.favour:
            better = z3.Int("better")
            way = self.case[fact.name]
            more = better > way if fact.favour == "more" else better < way
            limits = [better >= 0, better < fact.size, more]
            pairs = zip(
                self._ranks(self.case), self._ranks(self._moved(fact.name, better)), strict=True
            )
            yield "monotone", [*within, *limits, z3.Or(*(two < one for one, two in pairs))]

    def _justified(self, within: Sequence[Any]) -> Iterator[tuple[str, Sequence[Any]]]:
        legal = [column.fact.name for column in self.grid.columns if column.fact.legal]
        if not legal:
            return
        other = {**self.case, **{name: z3.Int(f"other {name}") for name in legal}}
        doubts = []
        for dimension in range(len(self.grid.dimensions)):
            one, one_cited = self._verdict(dimension, self.case)
            two, two_cited = self._verdict(dimension, other)
            doubts.append(z3.And(one != two, z3.Not(one_cited), z3.Not(two_cited)))
        yield "justified_differences", [*within, *self._within(other), z3.Or(*doubts)]

    def _undercuts(self, case: Case) -> Iterator[Any]:
        for at in range(len(self.grid.dimensions)):
            given, _ = self._verdict(at, case)
            own = self._chain(self.groups[0], at, case)
            for number, group in enumerate(self.groups[1:], start=1):
                due = self._chain(group, at, case)
                yield given < due
                if not self.grid.groups[number].name.endswith(" for all"):
                    for law in group:
                        unawares = [row for row in self.groups[0] if law.id not in row.below_law]
                        rows = z3.Or(*(self._first(self.groups[0], row, case) for row in unawares))
                        yield z3.And(rows, self._first(group, law, case), own != _NONE, own < due)

    def _first(self, group: Sequence[Row], row: Row, case: Case) -> Any:
        before = [z3.Not(self._holds(one, case)) for one in group[: group.index(row)]]
        return z3.And(self._holds(row, case), *before)

    def _ranks(self, case: Case) -> list[Any]:
        return [self._verdict(at, case)[0] for at in range(len(self.grid.dimensions))]

    def _verdict(self, dimension: int, case: Case) -> tuple[Any, Any]:
        """Give the best rank of all groups, and whether the row it is from cites a law."""
        best, cited = z3.IntVal(_NONE), z3.BoolVal(val=False)
        for group in self.groups:
            rank = self._chain(group, dimension, case)
            source = z3.BoolVal(val=False)
            for row in reversed(group):
                source = z3.If(self._holds(row, case), z3.BoolVal(bool(row.citation)), source)
            cited = z3.If(rank > best, source, cited)
            best = z3.If(rank > best, rank, best)
        return best, cited

    def _chain(self, group: Sequence[Row], dimension: int, case: Case) -> Any:
        one = self.grid.dimensions[dimension]
        chain = z3.IntVal(_NONE)
        for row in reversed(group):
            said = row.then.get(one.name)
            rank = _NONE if said is None else one.rank(said)
            chain = z3.If(self._holds(row, case), z3.IntVal(rank), chain)
        return chain

    def _holds(self, row: Row, case: Case) -> Any:
        parts = [
            z3.Or(*(z3.And(case[name] >= first, case[name] <= last) for first, last in spans))
            for name, spans in row.when.items()
        ]
        return z3.And(*parts) if parts else z3.BoolVal(val=True)

    def _case(self, prefix: str) -> Case:
        return {one.fact.name: z3.Int(prefix + one.fact.name) for one in self.grid.columns}

    def _moved(self, name: str, to: Any) -> Case:
        return {**self.case, name: to}

    def _within(self, case: Case) -> list[Any]:
        return [
            limit
            for column in self.grid.columns
            for limit in (case[column.fact.name] >= 0, case[column.fact.name] < column.fact.size)
        ]
