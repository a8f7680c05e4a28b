"""Goods carried out of a store: what leaves the shelf, and what a till knew better."""

from collections.abc import Sequence
from typing import NamedTuple

from paraguas.inventory.model import Kind, Movement
from paraguas.inventory.rules.pool import Positions
from paraguas.values.ids import PlaceId, SkuId

UNKNOWN_OF = "sold at the till, but not known of"


class Sale(NamedTuple):
    """Units of a SKU leaving a shelf; `cause_no` numbers them within their order."""

    cause_no: int
    sku_id: SkuId
    quantity: int


class Short(NamedTuple):
    """A sale the shelf cannot serve, and how many units are free on it."""

    sale: Sale
    available: int


def sell(  # a movement is told when, by whom and why
    pool: Positions,
    place_id: PlaceId,
    sales: Sequence[Sale],
    *,
    cause_id: str,
    at: int,
    actor: str,
    recorded: bool,
) -> tuple[Movement, ...] | Short:
    """Move goods off the shelf of a place; the first sale it cannot serve comes back as Short.

    recorded: they have left already, whatever we knew.  Where more left than was known of, the
    difference is found first: the shelf never goes below 0 and its history says why.
    """
    movements: list[Movement] = []
    taken: dict[SkuId, int] = {}
    for sale in sales:
        free = max(0, pool.on_shelf(sale.sku_id, place_id) - taken.get(sale.sku_id, 0))
        cause = (cause_id, sale.cause_no)
        if free < sale.quantity:
            if not recorded:
                return Short(sale, free)
            found = sale.quantity - free
            movements.append(
                Movement(sale.sku_id, place_id, Kind.ADJUSTED, *cause, found, at, actor, UNKNOWN_OF)
            )
        movements.append(
            Movement(sale.sku_id, place_id, Kind.SOLD, *cause, sale.quantity, at, actor)
        )
        taken[sale.sku_id] = taken.get(sale.sku_id, 0) + min(sale.quantity, free)
    return tuple(movements)
