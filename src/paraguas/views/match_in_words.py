"""A match in words: what agreed, what did not, and how much each weighs."""

from collections.abc import Iterable

from msgspec import Struct

from paraguas.customers.model import Part
from paraguas.values.words import Words

_SPEAKS = {1: "for", 0: "nothing", -1: "against"}


class Bar(Struct, frozen=True):
    """A bar of the waterfall: what was compared, how it came out, and its bits for or against."""

    what: str
    weight: str
    speaks: str


def waterfall(parts: Iterable[Part], words: Words) -> tuple[Bar, ...]:
    """Tell a waterfall bar by bar, what weighs most first."""
    return tuple(
        Bar(
            words.say(
                "matching.bar",
                what=words.say(f"matching.comparison.{part.comparison}"),
                how=words.say(f"matching.level.{part.level}"),
            ),
            f"{weight / 1000:+.1f}",
            _SPEAKS[(weight > 0) - (weight < 0)],
        )
        for part in _ranked(parts)
        for weight in (part.weight_millibits,)
    )


def explain(parts: Iterable[Part], words: Words) -> tuple[str, ...]:
    """Tell a waterfall to a reader, what weighs most first.

    Weights are told in bits: each doubles, or halves, the odds that it is one person.
    """
    return tuple(_tell(part, words) for part in _ranked(parts))


def _ranked(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: (-abs(part.weight_millibits), part.comparison))


def _tell(part: Part, words: Words) -> str:
    return words.say(
        "matching.part",
        what=words.say(f"matching.comparison.{part.comparison}"),
        how=words.say(f"matching.level.{part.level}"),
        weight=f"{part.weight_millibits / 1000:+.1f}",
    )
