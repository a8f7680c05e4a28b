"""Money in integer minor units of ISO 4217 currencies; no floats anywhere."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from paraguas.values.refusal import Refusal

EXPONENTS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"), 0),
    **dict.fromkeys(("UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
"""Currencies whose minor unit is not a hundredth.  Source: ISO 4217 list one."""

LARGEST_MINOR = 10**15
"""Amounts beyond this are refused as a slip of the hand; it leaves room to add in 64 bits."""


class CurrencyUnknown(Refusal):
    """The currency is not three capital letters."""

    code = "currency_unknown"


class Money(Struct, frozen=True, gc=False):
    """An amount in minor units of one currency; may be negative."""

    amount_minor: int
    currency: str


def exponent(currency: str) -> int:
    """Tell how many decimals the currency's minor unit has: 0, 2, 3 or 4."""
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha() and currency.isupper()):
        raise CurrencyUnknown(currency=currency)
    return EXPONENTS.get(currency, 2)


def to_decimal(amount_minor: int, currency: str) -> Decimal:
    """Give the amount in major units, exactly."""
    return Decimal(amount_minor).scaleb(-exponent(currency))


def from_decimal(amount: Decimal, currency: str) -> int:
    """Give the amount in minor units, rounded half up (away from zero)."""
    scaled = amount.scaleb(exponent(currency))
    numerator, denominator = scaled.as_integer_ratio()
    return round_half_up(numerator, denominator)


def round_half_up(numerator: int, denominator: int) -> int:
    """Divide and round half away from zero, so that a refund mirrors its sale.

    denominator: above 0.
    """
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return quotient if numerator >= 0 else -quotient


def prorate(total_minor: int, weights: Sequence[int]) -> list[int]:
    """Split an amount by weights, to the minor unit: the parts sum to the amount exactly.

    weights: each >= 0; if all are 0 they count alike.  The largest remainders take the odd units,
    the earlier of equals first.  Source: largest remainder (Hamilton) method.
    """
    if not weights:
        return []
    shares = list(weights) if any(weights) else [1] * len(weights)
    whole = sum(shares)
    sign = -1 if total_minor < 0 else 1
    amount = abs(total_minor)
    parts = [amount * share // whole for share in shares]
    odd = amount - sum(parts)
    if odd:
        by_remainder = sorted(range(len(shares)), key=lambda i: (-(amount * shares[i] % whole), i))
        for i in by_remainder[:odd]:
            parts[i] += 1
    return [sign * part for part in parts]


def share_of(total_minor: int, first: int, until: int, quantity: int) -> int:
    """Give what the units `first` up to (not with) `until` of a line cost, of its frozen total.

    Units are numbered from 0; any split of the line's units sums to the total exactly, in any
    order of partial cancellations, invoices or refunds.
    """
    if quantity == 0:
        # A till records lines of no quantity; they cannot be cancelled, so all of it is kept.
        return total_minor if first == until == 0 else 0
    return _up_to(total_minor, until, quantity) - _up_to(total_minor, first, quantity)


def _up_to(total_minor: int, units: int, quantity: int) -> int:
    return round_half_up(total_minor * units, quantity)


def amount_words(amount_minor: int, currency: str) -> dict[str, str | int]:
    """Name an amount for the words of a refusal, and in minor units for machines."""
    return {
        "amount": str(to_decimal(amount_minor, currency)),
        "amount_minor": amount_minor,
        "currency": currency,
    }
