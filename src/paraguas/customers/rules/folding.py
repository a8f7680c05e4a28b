"""Texts folded to what they are compared by: plain lower-case letters and digits."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_APART = re.compile(r"[^a-z0-9]+")
_CJK = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]")
_SOUNDS = str.maketrans("bfpvcgjkqsxzdtlmnr", "111122222222334556", "aeiouyhw")
_SOUND_LENGTH = 4


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Fold a text of any script: `Łódź, 2.º` becomes `lodz 2 o`."""
    plain = anyascii(unicodedata.normalize("NFKC", text)).lower().replace("'", "")
    return _APART.sub(" ", plain).strip()


def compact(text: str) -> str:
    """Fold a text and leave out what parts it, as for a postcode or a number of a document."""
    return fold(text).replace(" ", "")


@lru_cache(maxsize=65_536)
def sound(folded: str) -> str:
    """Tell how a folded word sounds, roughly: `meyer` and `maier` alike.  Source: Soundex."""
    if not folded:
        return ""
    first, rest = folded[0], folded.translate(_SOUNDS)
    if first.translate(_SOUNDS) == rest[:1]:
        rest = rest[1:]
    kept = [digit for at, digit in enumerate(rest) if digit != rest[at - 1 : at]]
    return (first + "".join(kept))[:_SOUND_LENGTH]


def is_cjk(text: str) -> bool:
    """Whether a text is written in Chinese characters or in Hangul, family name first."""
    return bool(_CJK.match(text))
