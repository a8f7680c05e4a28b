"""Orders that were changed after they were placed, held to what pays them."""

from collections.abc import Iterable

from sqlalchemy import func, select

from paraguas.changes.model import ChangeStatus
from paraguas.changes.tables import change_sets
from paraguas.orders import queries as orders
from paraguas.payments import queries as payments
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.values.ids import OrderId

_PAGE = 500
_c = change_sets.c
_CHANGED = (
    select(_c.order_id)
    .where(_c.status == ChangeStatus.CONFIRMED.value)
    .distinct()
    .order_by(_c.order_id)
)
_OPEN = (
    select(_c.order_id, func.count().label("many"))
    .where(_c.status == ChangeStatus.OPEN.value)
    .group_by(_c.order_id)
    .having(func.count() > 1)
)


def audit_changes(tx: Tx) -> list[Check]:
    """Verify that tenders reach what changed orders are worth, and that one set is open."""
    changed = [OrderId(row.order_id) for row in tx.all(_CHANGED)]
    short = (one for page in _pages(changed) for one in _short(tx, page))
    several = tx.all(_OPEN)
    return [
        Check("tenders reach what a changed order is worth", len(changed), tuple(short)),
        Check(
            "an order has one open change set",
            len(changed),
            tuple(f"order {row.order_id} has {row.many} open change sets" for row in several),
        ),
    ]


def _pages(found: list[OrderId]) -> Iterable[list[OrderId]]:
    return (found[first : first + _PAGE] for first in range(0, len(found), _PAGE))


def _short(tx: Tx, page: list[OrderId]) -> Iterable[str]:
    known = payments.balances(tx, page)
    for order in orders.orders(tx, page):
        balance = known.get(order.order_id)
        paid = sum(one.tender.amount_minor for one in balance.tenders) if balance else 0
        if paid < order.worth_minor:
            yield f"order {order.number} is worth {order.worth_minor}, its tenders bring {paid}"
