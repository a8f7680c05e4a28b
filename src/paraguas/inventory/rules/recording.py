"""A sale that has happened: the till tells it, and no number of ours can undo it."""

from dataclasses import replace

from paraguas.inventory.model import Kind, Movement
from paraguas.inventory.rules.pool import Positions

UNCOUNTED = "sold uncounted"
"""The reason of units that were carried out although nobody had written them down."""


def record_sale(pool: Positions, sale: Movement) -> tuple[Movement, ...]:
    """The movements of a `sold` that cannot be refused: units that were not known are found first.

    What is promised to others stays promised.  Take the sale from the pool afterwards.
    """
    unknown = sale.quantity - pool.on_shelf(sale.sku_id, sale.place_id)
    if unknown <= 0:
        return (sale,)
    return (replace(sale, kind=Kind.ADJUSTED, quantity=unknown, reason=UNCOUNTED), sale)
