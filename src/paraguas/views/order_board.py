"""The order board: orders of all doors, the newest first, a page at a time."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Select, or_, select

from paraguas.fulfilment.tables import fulfilments
from paraguas.orders.model import PlacedOrder
from paraguas.orders.queries import orders as read_orders
from paraguas.orders.tables import orders
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId, PlaceId, is_id

_BY_COLUMN = {
    "status": orders.c.status,
    "payment": orders.c.payment_status,
    "fulfilment": orders.c.fulfilment_status,
    "channel": orders.c.channel,
    "market": orders.c.market,
}


class BoardFilter(Struct, frozen=True):
    """What a reader wants to see; empty lets everything through.

    place_id: orders captured there or with goods from there.  among: only these, if given.
    """

    status: str = ""
    payment: str = ""
    fulfilment: str = ""
    channel: str = ""
    market: str = ""
    place_id: PlaceId | None = None
    among: Sequence[OrderId] | None = None


class BoardPage(Struct, frozen=True):
    """A page of orders; `older` is the cursor of the next one, None on the last."""

    orders: tuple[PlacedOrder, ...]
    older: OrderId | None


def order_board(tx: Tx, asked: BoardFilter, *, before: str = "", most: int = 25) -> BoardPage:
    """Read a page of orders as they stand, the last recorded first.

    before: the cursor a page ended with; ids sort by the time they were drawn, so it stays true
    while new orders come in.
    """
    found = [OrderId(row.order_id) for row in tx.all(_page(asked, before, most + 1))]
    shown = found[:most]
    older = shown[-1] if len(found) > most else None
    return BoardPage(tuple(read_orders(tx, shown)), older)


def _page(asked: BoardFilter, before: str, most: int) -> Select[tuple[str]]:
    statement = select(orders.c.order_id).order_by(orders.c.order_id.desc()).limit(most)
    for name, column in _BY_COLUMN.items():
        if wanted := getattr(asked, name):
            statement = statement.where(column == wanted)
    if asked.place_id:
        there = select(fulfilments.c.order_id).where(fulfilments.c.place_id == asked.place_id)
        captured = orders.c.place_id == asked.place_id
        statement = statement.where(or_(captured, orders.c.order_id.in_(there)))
    if asked.among is not None:
        statement = statement.where(orders.c.order_id.in_(list(asked.among)))
    return statement.where(orders.c.order_id < before) if is_id(before) else statement
