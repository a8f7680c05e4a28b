"""What lines cost once a price is overridden or something is taken off."""

from collections.abc import Sequence

from msgspec.structs import replace

from paraguas.orders.model import Line, PlacedLine, PlacedOrder
from paraguas.values.money import prorate, round_half_up


def can_reprice(entry: PlacedLine) -> bool:
    """Tell whether the price of a line may still become another.

    Nothing of it left or was cancelled, which went at the old price, and no till told it.
    """
    standing = entry.standing
    whole = 0 < standing.open == entry.line.quantity
    return whole and entry.line.tax_category != "recorded"


def overridden(line: Line, unit_price_minor: int) -> Line:
    """Give a line at another unit price; what had been taken off it is in that price."""
    amount = round_half_up(unit_price_minor * line.quantity, line.per)
    return replace(line, unit_price_minor=unit_price_minor, discount_minor=0, amount_minor=amount)


def lowered(lines: Sequence[Line], amount_minor: int) -> list[Line]:
    """Take an amount off lines, each by its share, to the minor unit."""
    parts = prorate(amount_minor, [line.amount_minor for line in lines])
    return [
        replace(
            line,
            discount_minor=line.discount_minor + part,
            amount_minor=line.amount_minor - part,
        )
        for line, part in zip(lines, parts, strict=True)
    ]


def cost_of(lines: Sequence[Line]) -> int:
    """Add up what lines cost."""
    return sum(line.amount_minor for line in lines)


def given_between(was: PlacedOrder, lines: Sequence[Line]) -> int:
    """Tell by how much lines were lowered in all; what became dearer does not count against it."""
    before = {entry.line.line_no: entry.line.amount_minor for entry in was.lines}
    return sum(max(0, before[line.line_no] - line.amount_minor) for line in lines)
