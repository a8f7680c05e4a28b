"""The lines of an order as returns know them."""

from paraguas.orders.model import PlacedLine, PlacedOrder
from paraguas.returns.rules.sold import SoldLine


def sold_lines(order: PlacedOrder) -> dict[int, SoldLine]:
    """Give the goods of an order by line; a service does not come back."""
    return {
        entry.line.line_no: _sold(entry, on_top=not order.prices_include_tax)
        for entry in order.lines
        if not entry.line.service
    }


def still_hers(order: PlacedOrder) -> tuple[tuple[PlacedLine, int], ...]:
    """Give the goods that are with their person, and how many units of each."""
    sold = sold_lines(order)
    entries = (entry for entry in order.lines if entry.line.line_no in sold)
    return tuple((entry, left) for entry in entries if (left := sold[entry.line.line_no].left) > 0)


def _sold(entry: PlacedLine, *, on_top: bool) -> SoldLine:
    line, standing = entry.line, entry.standing
    return SoldLine(
        line_no=line.line_no,
        quantity=line.quantity,
        wanted=standing.wanted,
        gone=standing.gone,
        arrived=standing.arrived,
        coming_back=entry.counters["coming_back"],
        returned=entry.counters["returned"],
        amount_minor=line.amount_minor,
        on_top_minor=line.tax_minor if on_top else 0,
    )
