"""Languages belong to persons: BCP 47 tags and the chain of languages to fall back on."""

from collections.abc import Sequence

SPOKEN = ("en", "es", "fr")
"""Languages with a complete pack."""


def choose_language(wished: Sequence[str], spoken: Sequence[str] = SPOKEN) -> str:
    """Choose the first wished language that is spoken, by its primary tag; English otherwise."""
    for tag in wished:
        primary = tag.strip().lower().replace("_", "-").split("-")[0]
        if primary in spoken:
            return primary
    return "en"


def read_accept_language(header: str) -> list[str]:
    """Read an Accept-Language header into tags, the most wished first (RFC 9110 12.5.4).

    Tags that are not wished (q=0) or that make no sense are left out.
    """
    ranked = []
    for position, part in enumerate(header.split(",")[:20]):
        tag, _, weight = part.partition(";")
        quality = weight.strip().removeprefix("q=")
        try:
            wish = float(quality or 1)
        except ValueError:
            continue
        if 0 < wish <= 1:
            ranked.append((-wish, position, tag.strip()))
    return [tag for _, _, tag in sorted(ranked) if tag and tag != "*"]
