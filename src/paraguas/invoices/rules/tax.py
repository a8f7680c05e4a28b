"""Tax of a line: by its rate, inside its amount or on top."""

from collections.abc import Sequence

from paraguas.invoices.model import LineTax, TaxPart
from paraguas.values.money import prorate, round_half_up

WHOLE_PCM = 100_000
"""One hundred percent, in thousandths of a percent (per cent mille)."""


def tax_line(amount_minor: int, rate_pcm: int, *, inclusive: bool) -> LineTax:
    """Take a line's amount apart, rounded half up once per line.

    amount_minor: the line after discounts, with the tax in it when `inclusive`, without it when
    not; a negative line mirrors the positive one.
    """
    if inclusive:
        tax = round_half_up(amount_minor * rate_pcm, WHOLE_PCM + rate_pcm)
        return LineTax(amount_minor - tax, tax, amount_minor, rate_pcm)
    tax = round_half_up(amount_minor * rate_pcm, WHOLE_PCM)
    return LineTax(amount_minor, tax, amount_minor + tax, rate_pcm)


def split_tax(tax_minor: int, parts: Sequence[TaxPart]) -> list[tuple[TaxPart, int]]:
    """Tell how much of a tax goes to each of the taxes it is made of; they sum to it exactly."""
    shares = prorate(tax_minor, [rate_pcm for _, rate_pcm in parts])
    return list(zip(parts, shares, strict=True))
