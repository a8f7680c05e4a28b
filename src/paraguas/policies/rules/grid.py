"""A subject as a grid: every fact cut where its rows cut it, every cell a set of rows in bits.

All four compilations and all proofs stand on this form.  The rows of a group are adjacent bits in
the order they are asked, so the first hit of a group is the lowest of its bits.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from paraguas.policies.model import (
    BRAND,
    CONTRACT_DAY,
    REQUEST_DAY,
    Book,
    Dimension,
    FactType,
    Row,
    Subject,
    Value,
)

MISS = -1
"""Stands for the hit of a group none of whose rows holds."""

Hits = tuple[int, ...]
"""The first row of each group, by number."""


class Cell(NamedTuple):
    """Positions of a fact, from `first` to `last`, and the rows that hold there."""

    first: int
    last: int
    rows: int


class Group(NamedTuple):
    """The bits of a group: its name and their mask."""

    name: str
    rows: int


class Given(NamedTuple):
    """What hits amount to: the value of each dimension and the number of the row it is from."""

    values: tuple[Value | None, ...]
    sources: tuple[int, ...]


class Column(Struct, frozen=True):
    """A fact that rows speak of, in cells of ascending positions."""

    fact: FactType
    cells: tuple[Cell, ...]


class Grid(Struct, frozen=True):
    """A subject ready to be decided and proved.

    rows: by number; a row stands several times where it was lifted.
    """

    subject: Subject
    dimensions: tuple[Dimension, ...]
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]

    def hits(self, rows: int) -> Hits:
        """Give the first row of each group among those that hold."""
        return tuple(lowest(rows & group.rows) for group in self.groups)

    def give(self, hits: Hits) -> Given:
        """Take the better of brand and law in each dimension; the brand's where they are equal."""
        values: list[Value | None] = []
        sources = []
        for dimension in self.dimensions:
            best, source, rank = None, MISS, 0
            for number in hits:
                value = None if number == MISS else self.rows[number].then.get(dimension.name)
                if value is not None and (source == MISS or dimension.rank(value) > rank):
                    best, source, rank = value, number, dimension.rank(value)
            values.append(best)
            sources.append(source)
        return Given(tuple(values), tuple(sources))


def lowest(bits: int) -> int:
    """Give the number of the lowest bit; MISS of none."""
    return (bits & -bits).bit_length() - 1


def make_grid(book: Book, subject: Subject, *, more: Sequence[Row] = ()) -> Grid:
    """Lay a subject out; more: rows of another book, to be compared, in groups of their own."""
    groups = list(_groups(book, subject, [*subject.rows, *more]))
    rows = [row for _, its in groups for row in its]
    named = {name for row in rows for name in row.when}
    columns = tuple(_column(book.facts[name], rows) for name in _order(book, named))
    masks, start = [], 0
    for name, its in groups:
        masks.append(Group(name, ((1 << len(its)) - 1) << start))
        start += len(its)
    dimensions = tuple(book.dimensions[name] for name in subject.gives)
    return Grid(subject, dimensions, columns, tuple(masks), tuple(rows))


def _order(book: Book, named: set[str]) -> list[str]:
    """Legal facts first, for they part the laws; days last, for few rows speak of them."""
    days = (CONTRACT_DAY, REQUEST_DAY)
    places = {name: at for at, name in enumerate(book.facts)}
    return sorted(named, key=lambda n: (n in days, not book.facts[n].legal, places[n]))


def _groups(
    book: Book, subject: Subject, rows: Sequence[Row]
) -> Iterator[tuple[str, Sequence[Row]]]:
    names = dict.fromkeys((BRAND, *(row.group for row in rows)))
    for name in names:
        its = [row for row in rows if row.group == name]
        yield name, its
        if subject.lift and name != BRAND:
            yield from _lifted(book, subject, name, its)


def _lifted(
    book: Book, subject: Subject, name: str, rows: Sequence[Row]
) -> Iterator[tuple[str, Sequence[Row]]]:
    """Give a law to everybody: once for each set of its rows that some person is under."""
    legal = [fact for fact in book.facts.values() if fact.legal]
    cases: list[tuple[int, ...]] = [()]
    for fact in legal:
        cases = [(*case, at) for case in cases for at in range(fact.size)]
    seen: set[tuple[str, ...]] = set()
    for case in cases:
        under = tuple(row for row in rows if _holds(row, legal, case))
        ids = tuple(row.id for row in under)
        if ids not in seen and any(set(row.then) & set(subject.lift) for row in under):
            seen.add(ids)
            yield f"{name} for all", [_for_all(row, subject, legal) for row in under]


def _holds(row: Row, legal: Sequence[FactType], case: tuple[int, ...]) -> bool:
    return all(
        any(first <= at <= last for first, last in row.when.get(fact.name, ((0, fact.size),)))
        for fact, at in zip(legal, case, strict=True)
    )


def _for_all(row: Row, subject: Subject, legal: Sequence[FactType]) -> Row:
    names = {fact.name for fact in legal}
    when = {name: spans for name, spans in row.when.items() if name not in names}
    then = {name: value for name, value in row.then.items() if name in subject.lift}
    return replace(row, when=when, then=then)


def _column(fact: FactType, rows: Sequence[Row]) -> Column:
    turns = dict.fromkeys(range(1 if fact.kind == "integer" else fact.size), 0)
    whole = ((0, fact.size - 1),)
    for number, row in enumerate(rows):
        for first, last in row.when.get(fact.name, whole):
            turns[first] = turns.get(first, 0) ^ 1 << number
            if last + 1 < fact.size:
                turns[last + 1] = turns.get(last + 1, 0) ^ 1 << number
    edges = [*sorted(turns), fact.size]
    cells, hold = [], 0
    for at, edge in enumerate(edges[:-1]):
        hold ^= turns[edge]
        cells.append(Cell(edge, edges[at + 1] - 1, hold))
    return Column(fact, tuple(cells))
