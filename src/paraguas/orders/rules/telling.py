"""What of an order is told in a letter."""

from collections.abc import Mapping
from typing import NamedTuple

from paraguas.orders.model import PlacedOrder


class Told(NamedTuple):
    """A line as a person knows it."""

    title: str
    quantity: int
    unit: str


def items_of(order: PlacedOrder, units: Mapping[int, int]) -> tuple[Told, ...]:
    """Name units of lines (line_no -> units); lines without any are left out."""
    return tuple(
        Told(entry.line.title, units[entry.line.line_no], entry.line.unit)
        for entry in order.lines
        if units.get(entry.line.line_no)
    )
