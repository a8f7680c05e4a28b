"""Judging: what a case is given, with its clauses, citations, sums and dates, in a language."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from paraguas.policies.errors import PolicyFactMissing, PolicyWordUnknown
from paraguas.policies.model import Book, Citation, Dimension, Occasion, Row, Value, Verdict
from paraguas.policies.rules.deciding import Decider, Facts
from paraguas.policies.rules.grid import MISS
from paraguas.policies.rules.phrasing import Filling, fill
from paraguas.values.language import choose_language
from paraguas.values.money import exponent, round_half_up

WHOLE_BP = 10_000


def judge(
    decider: Decider, subject: str, facts: Facts, occasion: Occasion, languages: Sequence[str]
) -> Verdict:
    """Decide a case and say it in the first of the languages the book speaks.

    Refuses a word that is no fact, a fact or day that is missing, and an unknown subject.
    """
    book = decider.book
    table = decider.table(subject)
    for name in facts:
        if name not in book.facts:
            raise PolicyWordUnknown(word=name)
    given = decider.decide(subject, facts, occasion)
    grid = table.grid
    won = [number for number in dict.fromkeys(given.sources) if number != MISS]
    clauses = [grid.rows[number] for number in sorted(won)]
    values = {one.name: value for one, value in zip(grid.dimensions, given.values, strict=True)}
    said = {name: value for name, value in values.items() if value is not None}
    until = dates_of(subject, grid.dimensions, said, occasion)
    sums = sums_of(grid.dimensions, said, occasion, book)
    tongue = choose_language(languages, tuple(book.texts))
    texts = book.texts[tongue]
    filling: dict[str, Filling] = {
        **said,
        **{f"{name}_until": day for name, day in until.items()},
        **{f"{name}_sum": amount for name, amount in sums.items()},
    }

    def say(key: str) -> str:
        return fill(texts[key], tongue, occasion.currency, filling)

    return Verdict(
        subject=subject,
        version=decider.version,
        content_hash=book.content_hash,
        values=said,
        clauses={
            one.name: grid.rows[number].id
            for one, number in zip(grid.dimensions, given.sources, strict=True)
            if number != MISS
        },
        citations=tuple(_cited(clauses)),
        currency=occasion.currency,
        sums=sums,
        until=until,
        text=say(grid.subject.text),
        reasons=tuple(dict.fromkeys(say(row.text) for row in clauses)),
    )


def after(day: date, unit: str, number: int) -> date:
    """Give the last day of a span of days or months that runs from a day, which is not counted.

    A month ends on the day of the same number, or on its last where it has none.  Source:
    Regulation (EEC, Euratom) 1182/71, Article 3(1) and (2)(c).
    """
    if unit == "days":
        return day + timedelta(days=number)
    months = day.year * 12 + day.month - 1 + number
    first = date(months // 12, months % 12 + 1, 1)
    following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def dates_of(
    subject: str,
    dimensions: tuple[Dimension, ...],
    values: Mapping[str, Value],
    occasion: Occasion,
) -> dict[str, date]:
    """Give the last days of a verdict; PolicyFactMissing where a day they run from is missing."""
    days = {
        "contracted_on": occasion.contracted_on,
        "asked_on": occasion.asked_on,
        **occasion.days,
    }
    until: dict[str, date] = {}
    for one in dimensions:
        if one.after:
            begins = until.get(one.after) or days.get(one.after)
            if begins is None:
                raise PolicyFactMissing(subject=subject, fact=one.after)
            until[one.name] = after(begins, one.unit, int(values.get(one.name, 0)))
    return until


def sums_of(
    dimensions: tuple[Dimension, ...],
    values: Mapping[str, Value],
    occasion: Occasion,
    book: Book,
) -> dict[str, int]:
    """Give the sums of a verdict in minor units of the occasion's currency.

    Refuses a currency the book has no rate for, where a sum of its own is to be told in it.
    """
    sums = {}
    for one in dimensions:
        value = int(values.get(one.name, 0)) if one.unit in {"percent_bp", "amount"} else 0
        if one.unit == "percent_bp":
            sums[one.name] = round_half_up(occasion.amount_minor * value, WHOLE_BP)
        elif one.unit == "amount":
            rate = book.rates.get(occasion.currency)
            if rate is None:
                raise PolicyWordUnknown(word=occasion.currency)
            decimals = 10 ** exponent(occasion.currency)
            sums[one.name] = round_half_up(
                value * rate * decimals, 1000 * 10 ** exponent(book.currency)
            )
    return sums


def _cited(clauses: list[Row]) -> list[Citation]:
    return [
        Citation(row.id, row.citation, row.cited_on)
        for row in clauses
        if row.citation and row.cited_on
    ]
