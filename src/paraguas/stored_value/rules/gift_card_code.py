"""Codes of gift cards: drawn at a door, told to the holder once, kept as a digest only."""

from paraguas.stored_value.errors import GiftCardCode
from paraguas.values.ids import NUMBER_ALPHABET, GiftCardId, digest_id

CODE_BITS = 77
"""Bits to draw for a code: sixteen characters of 31."""

_LENGTH = 16
_SHORTEST, _LONGEST = 8, 40


def write_code(number: int) -> str:
    """Write a drawn number the way people read it out, as `4K7Q-2M9X-CD3F-0ABH`.

    number: 77 random bits; it must not come from a stream of ids, which people see.
    """
    digits = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(NUMBER_ALPHABET))
        digits.append(NUMBER_ALPHABET[digit])
    text = "".join(digits)
    return "-".join(text[i : i + 4] for i in range(0, _LENGTH, 4))


def plain_code(text: str) -> str:
    """Give a code without what people add to it: spaces, dashes and small letters."""
    return text.upper().replace(" ", "").replace("-", "")


def gift_card_id(text: str) -> GiftCardId:
    """Name a card by its code, however it was typed; also codes that another system made."""
    return GiftCardId(digest_id("gift_card", plain_code(text)))


def check_code(text: str) -> str:
    """Pass on the plain code of a new card, or refuse it (8 to 40 letters and digits)."""
    plain = plain_code(text)
    if not (_SHORTEST <= len(plain) <= _LONGEST and plain.isascii() and plain.isalnum()):
        raise GiftCardCode(least=_SHORTEST, most=_LONGEST)
    return plain
