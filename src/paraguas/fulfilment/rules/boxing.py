"""Boxes of a parcel, and their numbers: SSCC as GS1 defines it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from paraguas.fulfilment.errors import BoxesWrong, NumbersUsedUp
from paraguas.fulfilment.model import Box, Fulfilment

_DIGITS = 17
"""Digits of an SSCC before its check digit: extension digit, company prefix, serial number."""


class BoxWish(NamedTuple):
    """A box as it was packed: units by line number, and its weight in grams, if known."""

    lines: Mapping[int, int]
    weight_g: int | None = None


def check_digit(digits: str) -> str:
    """Give the check digit of a GS1 key: weights 3 and 1 from the right, up to the next ten.

    Source: GS1 General Specifications, 7.9.
    """
    weighted = sum(int(d) * (3, 1)[n % 2] for n, d in enumerate(reversed(digits)))
    return str(-weighted % 10)


def sscc(prefix: str, number: int) -> str:
    """Give the SSCC of a serial number under a company prefix; refuses NumbersUsedUp.

    The extension digit is the first of the serial number's digits.
    """
    serial = str(number).zfill(_DIGITS - len(prefix))
    if len(serial) + len(prefix) > _DIGITS:
        raise NumbersUsedUp(prefix=prefix)
    digits = serial[0] + prefix + serial[1:]
    return digits + check_digit(digits)


def pack(found: Fulfilment, wishes: Sequence[BoxWish]) -> tuple[Box, ...]:
    """Put a parcel into boxes, into one without any wish; refuses BoxesWrong for other units."""
    units = {portion.line_no: portion.quantity for portion in found.portions}
    wanted = wishes or [BoxWish(units)]
    packed: Counter[int] = Counter()
    for wish in wanted:
        packed.update(wish.lines)
    off = sorted(n for n in packed.keys() | units.keys() if packed[n] != units.get(n, 0))
    if off or not all(wish.lines for wish in wanted):
        raise BoxesWrong(lines=", ".join(map(str, off)))
    return tuple(
        Box(number, tuple(sorted(wish.lines.items())), wish.weight_g)
        for number, wish in enumerate(wanted, start=1)
    )
