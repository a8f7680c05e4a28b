"""Quantities are integers in the SKU's unit: pieces, grams, millilitres or minutes."""

from enum import StrEnum

from paraguas.values.refusal import Refusal

LARGEST_QUANTITY = 1_000_000
"""More of one line is refused as a slip of the hand."""


class Unit(StrEnum):
    """What one of a SKU's quantity is."""

    PIECE = "piece"
    GRAM = "gram"
    MILLILITRE = "millilitre"
    MINUTE = "minute"


class QuantityOutOfRange(Refusal):
    """The quantity is negative, zero where goods must move, or absurdly large."""

    code = "quantity_out_of_range"


def check_quantity(quantity: int, *, least: int = 1, where: str = "quantity") -> int:
    """Pass a quantity on, or refuse it; `least` is 0 where a till may record an empty line."""
    if not least <= quantity <= LARGEST_QUANTITY:
        raise QuantityOutOfRange(where=where, quantity=quantity, least=least, most=LARGEST_QUANTITY)
    return quantity
