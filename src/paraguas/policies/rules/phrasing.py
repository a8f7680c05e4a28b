"""Texts with places: the part of ICU MessageFormat the book is written in.

`{name}`, `{name, number}`, `{name, percent}`, `{name, money}`, `{name, clock}` (a minute of the
day), `{name, date}`, and `{name, plural, =0 {...} one {...} other {...}}` or `select` with the
values of an enum; in a plural `#` is the number.  Numbers come out of the verdict: a text holds
no digit of its own.
"""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from msgspec import Struct

from paraguas.policies.model import Value
from paraguas.values.money import to_decimal

Filling = Value | date | None

_NAME = re.compile(r"\s*([a-z_]+)\s*")
_KIND = re.compile(r",\s*(number|percent|money|clock|date|plural|select)\s*")
_MOST_PLACES = 100
_CHOICE = re.compile(r"\s*(=\d+|[a-z_]+)\s*\{")


class TextMalformed(ValueError):
    """A text whose braces or places make no sense; its message is the sentence."""


class Place(Struct, frozen=True):
    """Part of a text that is filled in."""

    name: str
    kind: str = ""
    choices: tuple[tuple[str, "Parts"], ...] = ()


Parts = tuple[str | Place, ...]


@cache
def read_text(text: str) -> Parts:
    """Take a text apart; TextMalformed where it cannot be."""
    if text.count("{") > _MOST_PLACES:
        raise TextMalformed(f"it has more than {_MOST_PLACES} places and choices")
    parts, at = _parts(text, 0, nested=False)
    if at != len(text):
        raise TextMalformed(f"a brace closes nothing at {at}")
    return parts


def fill(text: str, language: str, currency: str, values: Mapping[str, Filling]) -> str:
    """Fill a text in; an unknown place is a defect (KeyError)."""
    return _Writer(Locale.parse(language), currency, values).write(read_text(text), None)


def plural_classes(language: str) -> frozenset[str]:
    """Give the plural classes of a language's whole numbers (CLDR).

    Classes for millions with `de` are left out: the book counts days.
    """
    rules = Locale.parse(language).plural_form
    return frozenset(rules(number) for number in range(200))


def places(parts: Parts) -> frozenset[str]:
    """Give the names a text fills in."""
    found = set()
    for part in parts:
        if isinstance(part, Place):
            found.add(part.name)
            found |= {name for _, inner in part.choices for name in places(inner)}
    return frozenset(found)


class _Writer:
    def __init__(self, locale: Locale, currency: str, values: Mapping[str, Filling]) -> None:
        self.locale, self.currency, self.values = locale, currency, values

    def write(self, parts: Parts, count: Filling) -> str:
        return "".join(self._part(part, count) for part in parts)

    def _part(self, part: str | Place, count: Filling) -> str:
        if isinstance(part, str):
            return part if count is None else part.replace("#", self._said("number", count))
        value = self.values[part.name]
        if part.choices:
            chosen = self._choose(part, value)
            return self.write(chosen, value if part.kind == "plural" else count)
        return self._said(part.kind, value)

    def _choose(self, place: Place, value: Filling) -> Parts:
        choices = dict(place.choices)
        said = str(value).lower() if isinstance(value, bool) else str(value)
        if place.kind == "plural" and isinstance(value, int):
            said = self.locale.plural_form(value)
            if f"={value}" in choices:
                return choices[f"={value}"]
        return choices.get(said, choices["other"])

    def _said(self, kind: str, value: Filling) -> str:
        if isinstance(value, date):
            return str(format_date(value, "long", locale=self.locale))
        if kind == "money":
            amount = to_decimal(int(value or 0), self.currency)
            return str(format_currency(amount, self.currency, locale=self.locale))
        if kind == "clock":
            minute = int(value or 0) % 1440
            clock = time(minute // 60, minute % 60)
            return str(format_time(clock, "short", locale=self.locale))
        if kind == "percent":
            rate = Decimal(int(value or 0)).scaleb(-4)
            return str(format_percent(rate, locale=self.locale, decimal_quantization=False))
        if isinstance(value, int) and not isinstance(value, bool):
            return str(format_decimal(value, locale=self.locale))
        return str(value)


def _parts(text: str, at: int, *, nested: bool) -> tuple[Parts, int]:
    parts: list[str | Place] = []
    start = at
    while at < len(text) and text[at] != "}":
        if text[at] == "{":
            if at > start:
                parts.append(text[start:at])
            place, at = _place(text, at + 1)
            parts.append(place)
            start = at
        else:
            at += 1
    if nested and at == len(text):
        raise TextMalformed("a brace is never closed")
    if at > start:
        parts.append(text[start:at])
    return tuple(parts), at


def _place(text: str, at: int) -> tuple[Place, int]:
    named = _NAME.match(text, at)
    if named is None:
        raise TextMalformed(f"a place has no name at {at}")
    at = named.end()
    kind = _KIND.match(text, at)
    if kind is None:
        return Place(named[1]), _close(text, at)
    if kind[1] not in {"plural", "select"}:
        return Place(named[1], kind[1]), _close(text, kind.end())
    choices, at = _choices(text, kind.end())
    if "other" not in dict(choices):
        raise TextMalformed(f"{named[1]} has no choice other")
    return Place(named[1], kind[1], choices), _close(text, at)


def _choices(text: str, at: int) -> tuple[tuple[tuple[str, Parts], ...], int]:
    found = []
    at += text.startswith(",", at)
    while choice := _CHOICE.match(text, at):
        parts, at = _parts(text, choice.end(), nested=True)
        found.append((choice[1], parts))
        at += 1
    return tuple(found), at


def _close(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    if at >= len(text) or text[at] != "}":
        raise TextMalformed(f"a place is not closed at {at}")
    return at + 1
