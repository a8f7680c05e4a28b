"""Orders of the past as cases of the policy book: where, when, for how much, and in what form."""

from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from paraguas.network.queries import network
from paraguas.orders.model import GroupKind
from paraguas.orders.rules.rows import read_groups
from paraguas.orders.tables import orders
from paraguas.plumbing.tx import Tx

_PAGE = 2_000
_c = orders.c
_NEXT = (
    select(_c.order_id, _c.market, _c.placed_at, _c.currency, _c.total_minor, _c.groups)
    .where(_c.order_id > bindparam("after", type_=_c.order_id.type))
    .order_by(_c.order_id)
    .limit(_PAGE)
)
_COUNT = select(func.count()).select_from(orders)
_FIRST = "0" * 32


class PastOrder(Struct, frozen=True):
    """What an order tells of a case.

    over_the_counter: all of it was bought and carried out of a store.
    """

    country: str
    region: str
    placed_at: int
    currency: str
    total_minor: int
    over_the_counter: bool


def count_orders(tx: Tx) -> int:
    """Count the orders there are."""
    return int(tx.value(_COUNT))


def past_orders(tx: Tx) -> Iterator[PastOrder]:
    """Give all orders, the oldest id first; where goods go says the law, else the market does."""
    net, after = network(tx), _FIRST
    while rows := tx.all(_NEXT, after=after):
        after = rows[-1].order_id
        for row in rows:
            groups = read_groups(row.groups)
            sent = next((one.address for one in groups if one.address is not None), None)
            market = net.market(row.market)
            home = market.country if market else ""
            yield PastOrder(
                *((sent.country or home) if sent else home, sent.region if sent else ""),
                *(row.placed_at, row.currency, row.total_minor),
                all(one.kind is GroupKind.CARRY_OUT for one in groups),
            )
