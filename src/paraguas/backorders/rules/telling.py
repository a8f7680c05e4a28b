"""How facts tell of who waits."""

from collections.abc import Iterable
from itertools import groupby

from paraguas.backorders.model import Waiting
from paraguas.values.ids import OrderId, PlaceId

Lines = tuple[tuple[int, int], ...]


def by_order(waiting: Iterable[Waiting]) -> list[tuple[OrderId, PlaceId, Lines]]:
    """Tell units of lines by order and place."""
    ordered = sorted(waiting, key=lambda one: (one.order_id, one.place_id, one.line_no))
    return [
        (*key, tuple((one.line_no, one.quantity) for one in some))
        for key, some in groupby(ordered, key=lambda one: (one.order_id, one.place_id))
    ]
