"""All orders a span of ids at a time, so that an audit of millions needs little memory."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, Table, bindparam, select

from paraguas.orders.tables import orders
from paraguas.plumbing.tx import Tx

_FIRST, _LAST = "0" * 32, "f" * 32
_id = orders.c.order_id
_UNTIL = (
    select(_id)
    .where(_id > bindparam("after", type_=_id.type))
    .order_by(_id)
    .offset(bindparam("most_less_one"))
    .limit(1)
)


def spans(tx: Tx, most: int = 2000) -> Iterator[dict[str, str]]:
    """Part all ids an order could have into spans of `most` orders, for `within`.

    Rows left behind by an order that is not there lie in a span too.
    """
    after = _FIRST
    while until := tx.value(_UNTIL, after=after, most_less_one=most - 1):
        yield {"after": after, "until": until}
        after = until
    yield {"after": after, "until": _LAST}


def within(table: Table, *columns: Any) -> Select[Any]:
    """Select order_id and these columns of a table's rows in a span."""
    key = table.c.order_id
    after, until = (bindparam(name, type_=key.type) for name in ("after", "until"))
    return select(key, *columns).where(key > after, key <= until).order_by(key)
