"""Tax of a line, and whose tax it is."""

from paraguas.invoices.errors import TaxBorder
from paraguas.invoices.model import LineTax
from paraguas.values.money import round_half_up

WHOLE_PCM = 100_000
"""One hundred percent, in thousandths of a percent (per cent mille)."""

EU = frozenset({
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
})  # fmt: skip
"""Member states, where consumers pay the tax of the country of destination (OSS).

Source: Directive 2006/112/EC articles 14(4) and 33(a).
"""


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


def destination_tax(seller: str, destination: str) -> str:
    """Tell whose tax a consumer pays on goods sent to them: that of the destination.

    seller: country of the selling entity.  destination: jurisdiction of the address.  What is
    handed over or done at a place is taxed there; that needs no rule.  Raises TaxBorder when the
    goods would leave the seller's tax area.  Source: Directive 2006/112/EC articles 31 to 33, 146.
    """
    country = destination.partition("-")[0]
    if country == seller or (country in EU and seller in EU):
        return destination
    raise TaxBorder(seller=seller, destination=destination)
