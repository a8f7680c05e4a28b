"""Identifiers made by us: UUIDv7 as 32 lower-case hex digits, stored as 16 bytes.

A stream of ids is seeded once at a door, so that everything below it is deterministic and two
runs with the same seed write the same rows.  Source: RFC 9562 section 5.7.
"""

from hashlib import blake2b
from typing import NewType

Id = NewType("Id", str)
OrderId = NewType("OrderId", str)
BasketId = NewType("BasketId", str)
SkuId = NewType("SkuId", str)
ProductId = NewType("ProductId", str)
PlaceId = NewType("PlaceId", str)
EntityId = NewType("EntityId", str)
ActorId = NewType("ActorId", str)
FulfilmentId = NewType("FulfilmentId", str)
AppointmentId = NewType("AppointmentId", str)
InvoiceId = NewType("InvoiceId", str)
GiftCardId = NewType("GiftCardId", str)
TransferId = NewType("TransferId", str)
CountId = NewType("CountId", str)
ReturnId = NewType("ReturnId", str)
DrawerSessionId = NewType("DrawerSessionId", str)
RecordId = NewType("RecordId", str)
PersonId = NewType("PersonId", str)
"""The id of the oldest record of a person; the id of any record of hers finds her too."""

NUMBER_ALPHABET = "023456789ABCDEFGHJKMNPQRSTVWXYZ"
"""31 characters (a prime) without look-alikes: the check catches every single slip and swap."""
_NUMBER_LENGTH = 9
_RANDOM_BITS = 62
_COUNT = 0xFFF
_TIME = 0xFFFF_FFFF_FFFF


class Ids:
    """A stream of time-ordered ids drawn from one seed, and of numbers nobody can work out.

    at: microseconds UTC, the time the ids carry (to the millisecond).
    seed: 128 random bits read at a door; equal seeds give equal streams.  Its low 62 bits show in
    the ids; the numbers of `draw` are keyed with all of it, so that ids give no code away.
    """

    __slots__ = ("_drawn", "_head", "_seed", "_tail", "_time")

    def __init__(self, at: int, seed: int) -> None:
        """Start the stream at its first id."""
        self._time = at // 1000
        self._head = f"{self._time & _TIME:012x}7"
        self._tail = f"{1 << 63 | seed & (1 << _RANDOM_BITS) - 1:016x}"
        self._seed = seed
        self._drawn = 0

    def next(self) -> str:
        """Draw the next id; ids of one stream sort in the order they were drawn."""
        drawn = self._drawn
        self._drawn = drawn + 1
        if drawn > _COUNT:
            # The counter is full: the stream runs ahead of its clock, as section 6.2 allows.
            return f"{self._time + (drawn >> 12) & _TIME:012x}7{drawn & _COUNT:03x}{self._tail}"
        return f"{self._head}{drawn:03x}{self._tail}"

    def draw(self) -> int:
        """Draw a 64-bit number, for codes and numbers people see."""
        drawn = self._drawn
        self._drawn = drawn + 1
        key = self._seed.to_bytes(16, "big")
        return int.from_bytes(blake2b(b"%d" % drawn, digest_size=8, key=key).digest(), "big")


def earliest_id(at: int) -> str:
    """Give the smallest id an instant could have: ids drawn from then on are not below it."""
    return f"{at // 1000 & _TIME:012x}".ljust(32, "0")


def digest_id(*parts: str) -> str:
    """Name a thing by what it is: the same parts give the same 16-byte id, in any process.

    For reference data and keys given from outside; the parts cannot be read back from it.
    """
    return blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()


def is_id(text: str) -> bool:
    """Whether the text is one of our ids: 32 lower-case hex digits."""
    return len(text) == 32 and all(c in "0123456789abcdef" for c in text)


def short_number(number: int) -> str:
    """Write a number the way people read it out: nine characters and a check, as `4K7Q2-M9XCD`.

    number: any non-negative integer; it counts modulo 31**9.
    """
    digits = []
    for _ in range(_NUMBER_LENGTH):
        number, digit = divmod(number, 31)
        digits.append(digit)
    text = "".join(NUMBER_ALPHABET[d] for d in digits) + NUMBER_ALPHABET[_check(digits)]
    return f"{text[:5]}-{text[5:]}"


def read_short_number(text: str) -> str | None:
    """Read a number as typed or scanned; None when it is malformed or its check fails."""
    plain = text.upper().replace("-", "").replace(" ", "").replace("O", "0")
    digits = [NUMBER_ALPHABET.find(c) for c in plain]
    if len(digits) != _NUMBER_LENGTH + 1 or min(digits) < 0:
        return None
    if _check(digits[:-1]) != digits[-1]:
        return None
    return f"{plain[:5]}-{plain[5:]}"


def _check(digits: list[int]) -> int:
    return sum(weight * digit for weight, digit in enumerate(digits, start=2)) % 31
