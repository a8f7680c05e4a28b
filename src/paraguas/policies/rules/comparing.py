"""Comparing two books: which classes of cases are given something else, and what."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace
from typing_extensions import override

from paraguas.policies.model import Book, Row, Subject, Value
from paraguas.policies.rules.diagram import Diagram, TooManyCases
from paraguas.policies.rules.grid import Given, Grid, Hits, make_grid
from paraguas.policies.rules.telling import tell_case

_NEW = "new: "


class Change(Struct, frozen=True):
    """A class of cases whose verdict differs: one of its cases, and each dimension that changes.

    before, after: dimension -> value, only what differs.  rows: of the old and the new book.
    """

    subject: str
    case: str
    before: dict[str, Value | None]
    after: dict[str, Value | None]
    rows: tuple[str, ...]

    @override
    def __str__(self) -> str:
        if not self.rows:
            return f"{self.subject}: {self.case}"
        moved = ", ".join(
            f"{name} {self.before[name]} -> {self.after[name]}" for name in self.before
        )
        return f"{self.subject}: {self.case}: {moved} (rows {', '.join(self.rows)})"


def compare(old: Book, new: Book) -> Iterator[Change]:
    """Compare two books over all cases; a class is what changes, by the rows that decide it.

    Subjects only one of them has are told as one change.  Facts are those of the new book; an old
    one that it has not, or has otherwise, cannot be compared and is told.
    """
    for name in dict.fromkeys((*old.subjects, *new.subjects)):
        before, after = old.subjects.get(name), new.subjects.get(name)
        if before is None or after is None or before.gives != after.gives:
            said = "is new" if before is None else "is gone" if after is None else "gives otherwise"
            yield Change(name, f"the subject {said}", {}, {}, ())
        elif _words(old, before, after) != _words(new, before, after):
            yield Change(name, "its part of the vocabulary changed", {}, {}, ())
        elif before != after:
            yield from _changes(old, before, new, after)


def _words(book: Book, before: Subject, after: Subject) -> list[object]:
    """Give what a book's vocabulary makes of all that two tables speak of."""
    named = sorted({name for row in (*before.rows, *after.rows) for name in row.when})
    facts = [book.facts.get(name) for name in named]
    ranges = [(one.kind, one.values, one.least, one.most) if one else None for one in facts]
    return [*ranges, *(book.dimensions[name] for name in before.gives)]


def _changes(old: Book, before: Subject, new: Book, after: Subject) -> Iterator[Change]:
    first, second = make_grid(old, before), make_grid(new, after)
    rows = [*_renamed(first, ""), *_renamed(second, _NEW)]
    groups = len(first.groups)
    grid = make_grid(new, replace(after, rows=tuple(rows), lift=()))
    ordered = _Sides(grid, first, second, groups)
    told = set()
    try:
        diagram = Diagram(grid)
    except TooManyCases:
        yield Change(after.name, "it falls into too many cases to be compared", {}, {}, ())
        return
    for hits in diagram.leaves():
        given = ordered.give(hits)
        if given[0].values != given[1].values:
            change = _change(grid, tell_case(grid, diagram.path_of(hits)), given)
            key = (*change.before.items(), *change.after.items(), change.rows)
            if key not in told:
                told.add(key)
                yield change


def _renamed(grid: Grid, prefix: str) -> Iterator[Row]:
    """Give the rows of a grid, each group under a name of its own."""
    for at, group in enumerate(grid.groups):
        for number, row in enumerate(grid.rows):
            if group.rows >> number & 1:
                yield replace(row, group=f"{prefix}{at}")


class _Sides:
    """Tells which hits of the common grid are the old book's and which the new one's."""

    def __init__(self, grid: Grid, old: Grid, new: Grid, groups: int) -> None:
        self.grid, self.old, self.new = grid, old, new
        names = [group.name for group in grid.groups]
        self.places = [
            names.index(f"{prefix}{at}") if f"{prefix}{at}" in names else None
            for prefix, side in (("", old), (_NEW, new))
            for at in range(len(side.groups))
        ]
        self.groups = groups

    def give(self, hits: Hits) -> tuple[Given, Given]:
        taken = [-1 if place is None else hits[place] for place in self.places]
        return (
            self.grid.give(tuple(taken[: self.groups])),
            self.grid.give(tuple(taken[self.groups :])),
        )


def _change(grid: Grid, case: str, given: tuple[Given, Given]) -> Change:
    left, right = given
    moved = [at for at in range(len(left.values)) if left.values[at] != right.values[at]]
    names = [grid.dimensions[at].name for at in moved]
    sources = [left.sources[at] for at in moved] + [right.sources[at] for at in moved]
    rows = dict.fromkeys(grid.rows[number].id for number in sources if number >= 0)
    return Change(
        grid.subject.name,
        case,
        {name: left.values[at] for name, at in zip(names, moved, strict=True)},
        {name: right.values[at] for name, at in zip(names, moved, strict=True)},
        tuple(rows),
    )
