"""Simulating: the same cases by two books, and what the difference is worth, by country."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from paraguas.policies.model import Occasion, Value
from paraguas.policies.rules.deciding import Decider, Facts
from paraguas.policies.rules.judging import dates_of, sums_of

Case = tuple[str, Facts, Occasion]
"""A country, and a case that happened there."""


class Effect(Struct, frozen=True):
    """What a book changes in a country.

    changed: cases that are given something else.  given_minor: by how much more the persons are
    given, in minor units of the currency; below 0 it is less: sums of money, and what was paid
    where it can be had back on the day they ask.  examples: each dimension that changes -> from
    and to, as it did first.
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
        self.given_minor += sum(
            sign * (_sums(one, values, occasion) + _stake(one, subject, values, occasion))
            for sign, one, values in ((1, new, after), (-1, old, before))
        )


def _given(decider: Decider, subject: str, facts: Facts, occasion: Occasion) -> dict[str, Value]:
    given = decider.decide(subject, facts, occasion)
    dimensions = decider.table(subject).grid.dimensions
    pairs = zip(dimensions, given.values, strict=True)
    return {one.name: value for one, value in pairs if value is not None}


def _sums(decider: Decider, values: Mapping[str, Value], occasion: Occasion) -> int:
    """Add the sums of a verdict up: what is asked of the person counts below nothing."""
    dimensions = tuple(decider.book.dimensions[name] for name in values)
    sums = sums_of(dimensions, values, occasion, decider.book)
    signs = {one.name: 1 if one.better == "more" else -1 for one in dimensions}
    return sum(signs[name] * amount for name, amount in sums.items())


def _stake(decider: Decider, subject: str, values: Mapping[str, Value], occasion: Occasion) -> int:
    """Give what was paid if it can be had back: as long as what runs from a day is not over."""
    dimensions = decider.table(subject).grid.dimensions
    running = [one for one in dimensions if one.after and one.better == "more"]
    if not running or not values.get(running[0].name):
        return 0
    until = dates_of(subject, dimensions, values, occasion)
    is_open = max(until[one.name] for one in running) >= occasion.asked_on
    return occasion.amount_minor if is_open else 0
