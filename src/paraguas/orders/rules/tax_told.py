"""The tax of an order by rate, as people are told of it."""

from paraguas.orders.model import PlacedOrder

TaxKey = tuple[str, int]
"""What a tax is called where it has a name of its own, and its rate in thousandths of a percent."""


def tax_sums(order: PlacedOrder) -> dict[TaxKey, int]:
    """Add up the tax of all lines by name and rate; lines without tax are left out."""
    sums: dict[TaxKey, int] = {}
    for line in (entry.line for entry in order.lines if entry.line.tax_minor):
        name = line.tax_parts[0][0] if len(line.tax_parts) == 1 else ""
        key = name, line.tax_rate_pcm
        sums[key] = sums.get(key, 0) + line.tax_minor
    return sums
