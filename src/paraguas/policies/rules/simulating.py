"""Simulating: the same cases by two books, and what the difference is worth, by country."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from paraguas.policies.model import Occasion, Value
from paraguas.policies.rules.deciding import Decider, Facts
from paraguas.policies.rules.judging import sums_of

Case = tuple[str, Facts, Occasion]
"""A country, and a case that happened there."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a book changes in a country.

    changed: cases that are given something else.  given_minor: by how much more the persons are
    given in sums of money, in minor units of the currency; below 0 it is less.  examples: each
    dimension that changes -> from and to, as it did first.
    """

    country: str
    currency: str
    cases: int
    changed: int
    given_minor: int
    examples: Mapping[str, tuple[Value | None, Value | None]]


def simulate(old: Decider, new: Decider, subject: str, cases: Iterable[Case]) -> list[Effect]:
    """Decide cases by both books; the countries by name.

    Refuses as deciding does: a fact that is missing is missing for all cases.
    """
    tallies: dict[tuple[str, str], _Tally] = {}
    for country, facts, occasion in cases:
        tally = tallies.setdefault((country, occasion.currency), _Tally())
        tally.add(old, new, subject, facts, occasion)
    return [
        Effect(*place, tally.cases, tally.changed, tally.given_minor, tally.examples)
        for place, tally in sorted(tallies.items())
    ]


class _Tally:
    def __init__(self) -> None:
        self.cases = self.changed = self.given_minor = 0
        self.examples: dict[str, tuple[Value | None, Value | None]] = {}

    def add(
        self, old: Decider, new: Decider, subject: str, facts: Facts, occasion: Occasion
    ) -> None:
        self.cases += 1
        before, after = (_given(one, subject, facts, occasion) for one in (old, new))
        if before == after:
            return
        self.changed += 1
        for name in dict.fromkeys((*before, *after)):
            if before.get(name) != after.get(name):
                self.examples.setdefault(name, (before.get(name), after.get(name)))
        self.given_minor += _worth(new, after, occasion) - _worth(old, before, occasion)


def _given(decider: Decider, subject: str, facts: Facts, occasion: Occasion) -> dict[str, Value]:
    given = decider.decide(subject, facts, occasion)
    dimensions = decider.table(subject).grid.dimensions
    pairs = zip(dimensions, given.values, strict=True)
    return {one.name: value for one, value in pairs if value is not None}


def _worth(decider: Decider, values: Mapping[str, Value], occasion: Occasion) -> int:
    """Add the sums of a verdict up: what is asked of the person counts below nothing."""
    dimensions = tuple(decider.book.dimensions[name] for name in values)
    sums = sums_of(dimensions, values, occasion, decider.book)
    signs = {one.name: 1 if one.better == "more" else -1 for one in dimensions}
    return sum(signs[name] * amount for name, amount in sums.items())
