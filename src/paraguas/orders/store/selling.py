"""Which orders were made at which place, and which in which span."""

from collections.abc import Collection

from sqlalchemy import bindparam, select

from paraguas.orders.tables import orders
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId, PlaceId

_MOST_IDS = 1000
_o = orders.c
_SINCE = select(_o.order_id).where(
    _o.order_id >= bindparam("first", type_=_o.order_id.type),
    _o.place_id == bindparam("place_id"),
)
_BETWEEN = (
    select(_o.order_id)
    .where(
        _o.order_id > bindparam("after", type_=_o.order_id.type),
        _o.order_id < bindparam("until", type_=_o.order_id.type),
    )
    .order_by(_o.order_id)
    .limit(bindparam("most"))
)
_AMONG = select(_o.order_id).where(
    _o.order_id.in_(bindparam("orders", expanding=True)), _o.place_id == bindparam("place_id")
)


def sold_since(tx: Tx, place_id: PlaceId, first_id: str) -> set[OrderId]:
    """Find the orders of a place whose ids are not below one."""
    rows = tx.all(_SINCE, first=first_id, place_id=place_id)
    return {OrderId(row.order_id) for row in rows}


def between(tx: Tx, after_id: str, until_id: str, most: int) -> list[OrderId]:
    """Find the first orders whose ids lie between two."""
    rows = tx.all(_BETWEEN, after=after_id, until=until_id, most=most)
    return [OrderId(row.order_id) for row in rows]


def sold_at(tx: Tx, place_id: PlaceId, order_ids: Collection[str]) -> set[OrderId]:
    """Find which of some orders were made at a place."""
    wanted = sorted(order_ids)
    return {
        OrderId(row.order_id)
        for first in range(0, len(wanted), _MOST_IDS)
        for row in tx.all(_AMONG, orders=wanted[first : first + _MOST_IDS], place_id=place_id)
    }
