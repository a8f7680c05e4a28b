"""Deciding: a case against a grid in some microseconds.

Each fact of the case names the set of rows that hold for it; what is left of all of them is read
off in each group.  What a combination of hits amounts to is worked out once and kept.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date

from paraguas.policies.errors import PolicyFactMissing, PolicyFactWrong, SubjectUnknown
from paraguas.policies.model import CONTRACT_DAY, LAW, REQUEST_DAY, Book, FactType, Occasion, Value
from paraguas.policies.rules.grid import Column, Given, Grid, Hits, make_grid
from paraguas.values.time import local_day

Facts = Mapping[str, Value]
"""Fact -> value, in the words of the vocabulary."""

_LONGEST_LIST = 10_000
"""Up to so many positions a fact is looked up in a list, beyond them by halving."""


class Table:
    """A subject compiled to be decided."""

    def __init__(self, grid: Grid) -> None:
        """Compile a grid."""
        self.grid = grid
        self.columns = tuple((one.fact.name, _look_up(one)) for one in grid.columns)
        self._all = (1 << len(grid.rows)) - 1
        self._masks = tuple(group.rows for group in grid.groups)
        self._given: dict[Hits, Given] = {}

    def decide(self, facts: Facts) -> Given:
        """Decide a case; days as ordinals.

        Refuses a case without a fact that the rows speak of, and a value the vocabulary lacks.
        """
        rows = self._all
        for name, look_up in self.columns:
            try:
                rows &= look_up(facts[name])
            except (KeyError, IndexError, TypeError):
                raise self._refusal(name, facts) from None
        hits = tuple([((left := rows & mask) & -left).bit_length() - 1 for mask in self._masks])
        given = self._given.get(hits)
        if given is None:
            given = self._given[hits] = self.grid.give(hits)
        return given

    def _refusal(self, name: str, facts: Facts) -> PolicyFactMissing | PolicyFactWrong:
        subject = self.grid.subject.name
        if name not in facts:
            return PolicyFactMissing(subject=subject, fact=name)
        column = next(column for column in self.grid.columns if column.fact.name == name)
        fact = column.fact
        allowed = list(fact.values) or [f"{fact.value_at(0)}..{fact.value_at(fact.size - 1)}"]
        return PolicyFactWrong(fact=name, value=str(facts[name]), allowed=allowed)


class Decider:
    """A book compiled to be decided; safe to share, and to be kept as long as its version."""

    def __init__(self, book: Book, version: int = 0) -> None:
        """Compile a book; version: the number its verdicts carry."""
        self.book = book
        self.version = version
        self.tables = {
            name: Table(make_grid(book, subject)) for name, subject in book.subjects.items()
        }

    def table(self, subject: str) -> Table:
        """Give the table of a subject; SubjectUnknown where there is none."""
        found = self.tables.get(subject)
        if found is None:
            raise SubjectUnknown(subject=subject, known=sorted(self.tables))
        return found

    def decide(self, subject: str, facts: Facts, occasion: Occasion) -> Given:
        """Decide a case on its days."""
        days = {
            CONTRACT_DAY: occasion.contracted_on.toordinal(),
            REQUEST_DAY: occasion.asked_on.toordinal(),
        }
        return self.table(subject).decide({**facts, **days})


def case_of(
    book: Book,
    facts: Facts,
    *,
    country: str,
    region: str,
    contracted_at: int,
    asked_at: int,
    days: Mapping[str, date],
    amount_minor: int,
    currency: str,
) -> tuple[dict[str, Value], Occasion]:
    """Put a case together: its law out of country and region, its days by that law's midnight.

    contracted_at, asked_at: instants.  days: local already.
    """
    law = str(facts.get(LAW) or jurisdiction_of(book, country, region))
    zone = book.zones.get(law, "UTC")
    contracted_on, asked_on = local_day(contracted_at, zone), local_day(asked_at, zone)
    occasion = Occasion(contracted_on, asked_on, days, amount_minor, currency)
    return {LAW: law, **facts}, occasion


def jurisdiction_of(book: Book, country: str, region: str = "") -> str:
    """Give the law a person of a country is under; of a part of it, where that has its own."""
    named = book.countries
    return named.get(f"{country}-{region}") or named.get(country) or named.get("*", "")


def day_of(fact: FactType, position: int) -> date:
    """Give the day at a position of a fact of days."""
    return date.fromordinal(fact.least + position)


def _look_up(column: Column) -> Callable[[Value], int]:
    """Make the fastest way from a value of a fact to the rows that hold for it."""
    fact = column.fact
    if fact.kind != "integer":
        named = {fact.value_at(cell.first): cell.rows for cell in column.cells}
        return _either(named) if fact.kind == "boolean" else named.__getitem__
    if fact.size <= _LONGEST_LIST:
        rows = [cell.rows for cell in column.cells for _ in range(cell.first, cell.last + 1)]
        return _counted(rows, fact.least)
    starts = [cell.first + fact.least for cell in column.cells]
    return _halved(starts, [cell.rows for cell in column.cells], fact.most)


def _either(named: dict[Value, int]) -> Callable[[Value], int]:
    def look_up(value: Value) -> int:
        if type(value) is not bool:
            raise IndexError
        return named[value]

    return look_up


def _counted(rows: list[int], least: int) -> Callable[[Value], int]:
    def look_up(value: Value) -> int:
        if type(value) is not int or value < least:
            raise IndexError
        return rows[value - least]

    return look_up


def _halved(starts: list[int], rows: list[int], most: int) -> Callable[[Value], int]:
    def look_up(value: Value) -> int:
        if type(value) is not int or not starts[0] <= value <= most:
            raise IndexError
        return rows[bisect_right(starts, value) - 1]

    return look_up
