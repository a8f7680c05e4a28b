"""Finding SKUs by the words people type: whole words or their beginnings, accents aside."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable

_WORD = re.compile(r"[a-z0-9]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
"""Letters that Unicode does not take apart into a plain one and an accent."""


def words_of(text: str) -> list[str]:
    """Take a text apart into words without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


class SearchIndex:
    """Which entry holds which word; entries are numbered in the order given."""

    __slots__ = ("_firsts", "_lengths", "_postings", "_words")

    def __init__(self, texts: Iterable[str]) -> None:
        """Index the texts."""
        self._firsts: list[str] = []
        self._lengths: list[int] = []
        self._postings: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            words = words_of(text)
            self._firsts.append(words[0] if words else "")
            self._lengths.append(len(words))
            for word in set(words):
                self._postings.setdefault(word, []).append(number)
        self._words = sorted(self._postings)

    def find(self, text: str, most: int) -> list[int]:
        """Give the entries in which each word of the text begins some word, the best first.

        Whole words count before beginnings, then entries that begin with the first word (a phone
        before its case), then those with fewer words, then order.
        """
        words = words_of(text)
        if not words:
            return []
        found = set.intersection(*(self._beginning_with(word) for word in words))
        whole = [set(self._postings.get(word, ())) for word in words]
        ranked = sorted(
            found,
            key=lambda entry: (
                -sum(entry in holding for holding in whole),
                not self._firsts[entry].startswith(words[0]),
                self._lengths[entry],
                entry,
            ),
        )
        return ranked[:most]

    def _beginning_with(self, word: str) -> set[int]:
        found: set[int] = set()
        for place in range(bisect_left(self._words, word), len(self._words)):
            if not self._words[place].startswith(word):
                break
            found.update(self._postings[self._words[place]])
        return found
