"""The language packs: TOML files in the package, one a language, read once."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from paraguas.values.words import Words, choose_clock, choose_locale

_PACKS = files("paraguas") / "words"


@cache
def speak(language: str, zone: str = "UTC", country: str = "") -> Words:
    """Give the words of a language for a reader.

    language: one with a pack (`values.language.choose_language` finds it).  zone: of the clock
    instants are told by.  country: whose hours are counted, and whose way to write numbers and
    dates is followed where the language has one of its own there.
    """
    locale = choose_locale(language, country)
    return Words(language, locale, zone, read_pack(language), choose_clock(locale, country))


@cache
def read_pack(language: str) -> Mapping[str, str]:
    """Read a pack: dotted key -> text."""
    text = (_PACKS / f"{language}.toml").read_text("utf-8")
    return dict(_flat("", tomllib.loads(text)))


def _flat(prefix: str, branch: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in branch.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", str(value)
