"""Names of persons: told apart into given and family name, with the ways a given name is said."""

from collections.abc import Mapping, Sequence, Set as AbstractSet

from paraguas.customers.rules.folding import fold, is_cjk

_TITLES = frozenset({
    *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "lady", "lord", "rev"),
    *("don", "dona", "sr", "sra", "srta", "m", "mme", "mlle", "herr", "frau"),
})  # fmt: skip
_TAILS = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})
_PARTICLES = frozenset({
    *("de", "del", "la", "las", "los", "du", "des", "da", "das", "do", "dos", "van", "von", "der"),
    *("den", "di", "el", "al", "bin", "ibn", "le", "ter", "ten", "y"),
})  # fmt: skip

Nicknames = Mapping[str, tuple[str, ...]]
"""Folded given name -> the names it may stand for, its own among them."""


def read_nicknames(groups: Mapping[str, Sequence[str]]) -> Nicknames:
    """Index groups: a name and the shorter ones it is called by."""
    found: dict[str, set[str]] = {}
    for name, shorter in groups.items():
        for each in (name, *shorter):
            found.setdefault(fold(each), set()).add(fold(name))
    return {name: tuple(sorted(names)) for name, names in found.items()}


def split_name(name: str, given: str, family: str) -> tuple[str, str, tuple[str, ...]]:
    """Give the folded given and family name, and the words that may be of the family name.

    A name in one piece is taken apart.  `García, Ana` says the family name first, and so do Chinese
    and Korean names; of `Ana García López` one cannot tell how many words the family name has.
    """
    if not given and not family and name:
        given, family = _taken_apart(name)
    words = (*fold(given).split()[1:], *_without(family, _TAILS))
    return (
        next(iter(_without(given, _TITLES)), ""),
        "".join(_without(family, _TAILS)),
        tuple(dict.fromkeys(words)),
    )


def _taken_apart(name: str) -> tuple[str, str]:
    before, comma, after = name.partition(",")
    if comma and fold(after) and fold(after) not in _TAILS:
        return after, before
    words = name.split()
    if is_cjk(name):
        return (" ".join(words[1:]), words[0]) if words[1:] else (name[1:], name[:1])
    words = [word for word in words if fold(word) not in _TITLES | _TAILS] or words
    at = len(words) - 1
    while at > 1 and fold(words[at - 1]) in _PARTICLES:
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def _without(text: str, noise: AbstractSet[str]) -> list[str]:
    return [word for word in fold(text).split() if word not in noise]
