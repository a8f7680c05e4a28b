"""Coins and notes in use, to be counted one kind after the other."""

from collections.abc import Iterable, Mapping

from paraguas.values.money import exponent
from paraguas.values.refusal import Malformed

MOST_PIECES = 1_000_000
MOST_KINDS = 40
_UNLIKE = {
    "GBP": (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "USD": (10000, 5000, 2000, 1000, 500, 200, 100, 50, 25, 10, 5, 1),
}
"""Currencies whose pieces leave the series, or stop below its largest note."""

_LARGEST = 500
"""The largest note of the series, in major units where the minor unit is a hundredth."""


def denominations(currency: str, *, smallest_minor: int = 1) -> tuple[int, ...]:
    """Give the values of a currency's coins and notes in minor units, the largest first.

    The preferred series 1-2-5 where no other is known, as most currencies have it.
    smallest_minor: the smallest coin in use.
    """
    known = _UNLIKE.get(currency) or _series(_LARGEST * 10 ** max(2, exponent(currency)))
    return tuple(value for value in known if value >= smallest_minor)


def check_pieces(counted: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """Read what was counted: (value, how many); a value told twice adds up.

    Refuses values below 1, numbers below 0 or beyond reason, and too many kinds.
    """
    pieces: dict[int, int] = {}
    for value, many in counted:
        if value < 1 or not 0 <= many <= MOST_PIECES:
            raise Malformed(where="pieces", problem=f"{many} x {value}")
        pieces[value] = pieces.get(value, 0) + many
    if len(pieces) > MOST_KINDS:
        raise Malformed(where="pieces", problem=f"{len(pieces)} > {MOST_KINDS}")
    return {value: many for value, many in sorted(pieces.items(), reverse=True) if many}


def _series(largest: int) -> tuple[int, ...]:
    values = (
        step * power
        for power in (10**place for place in range(len(str(largest))))
        for step in (1, 2, 5)
    )
    return tuple(sorted((value for value in values if value <= largest), reverse=True))
