"""A match in words: what agreed, what did not, and how much each weighs."""

from collections.abc import Iterable

from paraguas.customers.model import Part
from paraguas.values.words import Words


def explain(parts: Iterable[Part], words: Words) -> tuple[str, ...]:
    """Tell a waterfall to a reader, what weighs most first.

    Weights are told in bits: each doubles, or halves, the odds that it is one person.
    """
    ranked = sorted(parts, key=lambda part: (-abs(part.weight_millibits), part.comparison))
    return tuple(_tell(part, words) for part in ranked)


def _tell(part: Part, words: Words) -> str:
    return words.say(
        "matching.part",
        what=words.say(f"matching.comparison.{part.comparison}"),
        how=words.say(f"matching.level.{part.level}"),
        weight=f"{part.weight_millibits / 1000:+.1f}",
    )
