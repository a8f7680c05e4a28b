"""What promotions took off an order, as it is frozen with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from paraguas.promotions.model import KeptShare, Promotion, Share
from paraguas.values.money import prorate


def off_by_line(shares: Iterable[Share]) -> dict[int, int]:
    """Add up what is taken off each line: line number -> minor units."""
    off: dict[int, int] = {}
    for share in shares:
        off[share.line_no] = off.get(share.line_no, 0) + share.amount_minor
    return off


def taken_by_title(shares: Iterable[KeptShare]) -> dict[str, int]:
    """Add up what was taken off an order by what people read: title -> minor units."""
    taken: dict[str, int] = {}
    for share in shares:
        taken[share.title] = taken.get(share.title, 0) + share.amount_minor
    return taken


def left_of(amount_minor: int, off_minor: int) -> int:
    """Give what is left of an amount, in minor units, once something is taken off it."""
    return amount_minor - off_minor


def kept_shares(
    shares: Sequence[Share],
    discounts: Mapping[int, int],
    promotion_of: Callable[[str], Promotion],
    language: str,
) -> tuple[KeptShare, ...]:
    """Freeze shares so that those of a line sum to its discount, to the minor unit.

    discounts: of the lines, by number; less than was taken off where their tax fell away.
    """
    kept = []
    for line_no in sorted({share.line_no for share in shares}):
        own = [share for share in shares if share.line_no == line_no]
        parts = prorate(discounts[line_no], [share.amount_minor for share in own])
        for share, minor in zip(own, parts, strict=True):
            one = promotion_of(share.promotion)
            told = (one.version, one.title(language), minor, share.coupon)
            kept.append(KeptShare(line_no, share.promotion, *told))
    return tuple(kept)
