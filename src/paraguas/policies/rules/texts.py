"""Checking the texts of a book: all languages say the same, and no number is typed in."""

import re
from collections.abc import Iterator

from paraguas.policies.model import TONGUES, Book, Dimension, Finding, Subject
from paraguas.policies.rules.phrasing import (
    Parts,
    Place,
    TextMalformed,
    places,
    plural_classes,
    read_text,
)

_TYPED = re.compile(r"\d|[€$£¥%]|\b(EUR|USD|GBP|SEK|CAD)\b")


def check_texts(book: Book) -> Iterator[Finding]:
    """Find what is amiss in the texts that summaries and rows name."""
    for subject in book.subjects.values():
        yield from _check_key(book, subject, subject.file, "", subject.text)
        for row in subject.rows:
            yield from _check_key(book, subject, row.file, row.id, row.text)


def fillings(dimensions: list[Dimension]) -> dict[str, Dimension]:
    """Give the names a subject's texts may fill in, each with its dimension.

    `window_days`, and beside it `window_days_until` where it is a span from a day and
    `fee_bp_sum` where it is a part of a sum.
    """
    names = {}
    for one in dimensions:
        names[one.name] = one
        if one.after:
            names[f"{one.name}_until"] = one
        if one.unit in {"percent_bp", "amount"}:
            names[f"{one.name}_sum"] = one
    return names


def _check_key(book: Book, subject: Subject, file: str, row: str, key: str) -> Iterator[Finding]:
    known = fillings([book.dimensions[name] for name in subject.gives])
    filled = {}
    for tongue in TONGUES:
        text = book.texts[tongue].get(key)
        if text is None:
            yield Finding("translations", file, row, f"the text {key!r} is missing in {tongue}")
            continue
        try:
            parts = read_text(text)
        except TextMalformed as problem:
            yield Finding("translations", file, row, f"{key!r} in {tongue}: {problem}")
            continue
        filled[tongue] = places(parts)
        for amiss in _problems(parts, tongue, known):
            yield Finding("translations", file, row, f"{key!r} in {tongue}: {amiss}")
    for tongue, names in filled.items():
        if names != next(iter(filled.values())):
            sentence = f"{key!r} in {tongue} fills in other places than in {next(iter(filled))}"
            yield Finding("translations", file, row, sentence)


def _problems(parts: Parts, tongue: str, known: dict[str, Dimension]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Place):
            yield from _problems_of_place(part, tongue, known)
        elif _TYPED.search(part):
            yield "a number or currency is typed in; texts take theirs from the verdict"


def _problems_of_place(place: Place, tongue: str, known: dict[str, Dimension]) -> Iterator[str]:
    if place.name not in known:
        yield f"the subject has nothing called {place.name!r}"
        return
    names = {name for name, _ in place.choices}
    if place.kind == "plural":
        missing = plural_classes(tongue) - names
        if missing:
            yield f"{place.name} lacks the plural {', '.join(sorted(missing))}"
    if place.kind == "select":
        values = set(known[place.name].values) or {"true", "false"}
        if odd := names - values - {"other"}:
            yield f"{place.name} has no value {', '.join(sorted(odd))}"
    for _, inner in place.choices:
        yield from _problems(inner, tongue, known)
