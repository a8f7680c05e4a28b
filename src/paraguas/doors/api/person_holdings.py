"""What a person may take along besides what sources know of her: orders, points, her life."""

from typing import Any

from paraguas.customers.queries import records_of_person
from paraguas.loyalty import queries as loyalty
from paraguas.orders.queries import orders
from paraguas.plumbing.tx import Tx
from paraguas.views.person_overview import person_overview
from paraguas.views.person_timeline import MOST_ORDERS, PersonHappening, person_timeline
from paraguas.views.persons_orders import orders_of_person

_LANGUAGE, _PAGE = "en", 1_000


def holdings_of(tx: Tx, person_id: str) -> dict[str, Any]:
    """Gather orders, returns, letters, points and all that happened; raises PersonUnknown."""
    own = list(records_of_person(tx, person_id))
    glance = person_overview(tx, person_id)
    return {
        "orders": orders(tx, orders_of_person(tx, own, most=MOST_ORDERS)),
        "returns": glance.returns,
        "letters": glance.letters,
        "points": [
            {
                "number": one.number,
                "programme": one.programme,
                "balance": loyalty.balance_of([one]),
                "statement": loyalty.statement_of(tx, one.account_id),
            }
            for one in loyalty.accounts_linked(tx, own)
        ],
        "timeline": _life(tx, person_id),
    }


def _life(tx: Tx, person_id: str) -> list[PersonHappening]:
    page = person_timeline(tx, person_id, language=_LANGUAGE, most=_PAGE)
    told = list(page.happenings)
    while page.next:
        page = person_timeline(tx, person_id, language=_LANGUAGE, before=page.next, most=_PAGE)
        told += page.happenings
    return told
