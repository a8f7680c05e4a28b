"""How an amount stands in the details of a refusal."""

from paraguas.values.money import to_decimal


def amount_words(amount_minor: int, currency: str) -> dict[str, str | int]:
    """Name an amount for the words of a refusal, and in minor units for machines."""
    return {
        "amount": str(to_decimal(amount_minor, currency)),
        "amount_minor": amount_minor,
        "currency": currency,
    }
