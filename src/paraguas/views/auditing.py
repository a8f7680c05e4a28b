"""The audit: every room's own checks, and what must be true between rooms."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import (
    Row,
    Select,
    Table,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)

from paraguas.appointments import queries as appointments
from paraguas.backorders import queries as backorders
from paraguas.changes.tables import change_sets
from paraguas.customers import queries as customers
from paraguas.drawers import queries as drawers
from paraguas.drawers.tables import drawer_entries
from paraguas.fulfilment import queries as fulfilment
from paraguas.intercompany import queries as intercompany
from paraguas.inventory import queries as inventory
from paraguas.invoices import queries as invoices
from paraguas.invoices.tables import invoices as invoice_table
from paraguas.loyalty import queries as loyalty
from paraguas.orders.model import GroupKind
from paraguas.orders.rules.rows import read_groups
from paraguas.orders.tables import order_lines, orders, promises
from paraguas.payments import queries as payments
from paraguas.payments.tables import payment_transactions, tenders
from paraguas.plumbing.chores import TRIES
from paraguas.plumbing.facts import chores
from paraguas.plumbing.tx import Tx
from paraguas.promotions import queries as promotions
from paraguas.settlements import queries as settlements
from paraguas.stored_value import queries as stored_value
from paraguas.values.audit import Check
from paraguas.values.time import SECOND
from paraguas.views.changed_orders import audit_changes
from paraguas.views.compensation_books import audit_compensations
from paraguas.views.matching import match_allocations
from paraguas.views.points_tenders import audit_points_tenders
from paraguas.views.promotion_shares import audit_promotion_shares
from paraguas.views.recounting import recount
from paraguas.views.returned_goods import audit_returns
from paraguas.views.stored_tenders import audit_stored_tenders
from paraguas.views.supply_books import audit_supply
from paraguas.webhooks.model import ERRAND

PATIENCE = 60 * SECOND
"""How long a chore may be overdue before somebody should look."""

_o, _l = orders.c, order_lines.c
_p, _c = promises.c, chores.c


def audit(tx: Tx, *, at: int) -> list[Check]:
    """Verify every promise on the stored rows; each check says what it looked at.

    at: now, to tell which chores are overdue.
    """
    rooms: Iterable[Callable[[Tx], Iterable[Check]]] = (
        *(customers.audit, inventory.audit, payments.audit, fulfilment.audit),
        *(stored_value.audit, loyalty.audit, appointments.audit, invoices.audit, drawers.audit),
        *(settlements.audit, intercompany.audit, across_rooms, audit_stored_tenders),
        *(audit_points_tenders, recount, promotions.audit, audit_promotion_shares),
        *(backorders.audit, audit_supply, audit_changes, audit_compensations, audit_returns),
    )
    return [*(check for room in rooms for check in room(tx)), *_chores(tx, at)]


def across_rooms(tx: Tx) -> list[Check]:
    """Verify what two rooms tell about the same thing."""
    return [
        *match_allocations(tx),
        _check(tx, "an order is the sum of its lines", orders, _TOTALS, _totals),
        _check(tx, "tenders pay the order's total", orders, _TENDERED, _tendered),
        _check(tx, "a drawer counts cash that orders moved", drawer_entries, _UNPAID, _unpaid),
        _check(tx, "a group has one open promise", promises, _PROMISED, _promised),
        _check(tx, "what has gone is invoiced, or will be", orders, _UNINVOICED, _uninvoiced),
    ]


def _check(
    tx: Tx, name: str, looked_at: Table, wrong: Select[Any], word: Callable[[Row[Any]], str | None]
) -> Check:
    """Look at a table; `word` says what is wrong with a row that was picked out, if it is."""
    many = tx.value(select(func.count()).select_from(looked_at))
    told = (word(row) for row in tx.all(wrong))
    return Check(name, many, tuple(finding for finding in told if finding))


def _chores(tx: Tx, at: int) -> list[Check]:
    many = tx.value(select(func.count()).select_from(chores))
    late = tx.all(_LATE, before=at - PATIENCE)
    dead = tx.all(_DEAD)
    return [
        Check("chores are done in time", many, tuple(_overdue(row, at) for row in late)),
        Check(
            "no chore was given up",
            many,
            tuple(f"{row.kind} about {row.subject_id}: {row.problem}" for row in dead),
        ),
    ]


_SUMS = (
    select(
        _l.order_id,
        func.sum(_l.amount_minor).label("goods"),
        func.sum(_l.discount_minor).label("discount"),
        func.sum(_l.tax_minor).label("tax"),
    )
    .group_by(_l.order_id)
    .subquery()
)
_s = _SUMS.c
_TOTALS = (
    select(_o.number, _o.total_minor, _s.goods, _s.tax)
    .select_from(orders)
    .outerjoin(_SUMS, _s.order_id == _o.order_id)
    .where(
        or_(
            _s.goods.is_(None),
            *(_s.goods != _o.goods_minor, _s.discount != _o.discount_minor),
            _s.tax != _o.tax_minor,
            _o.total_minor != _s.goods + case((_o.prices_include_tax, 0), else_=_s.tax),
        )
    )
)
_GIVEN = (
    select(tenders.c.order_id, func.sum(tenders.c.amount_minor).label("given"))
    .group_by(tenders.c.order_id)
    .subquery()
)
_given = func.coalesce(_GIVEN.c.given, 0)
_LOST = exists().where(
    payment_transactions.c.order_id == _o.order_id, payment_transactions.c.state == "declined"
)
# What changed orders are paid with is told by `changed_orders`: cancelled units pay for added ones.
_CHANGED = exists().where(
    change_sets.c.order_id == _o.order_id, change_sets.c.status == "confirmed"
)
# A declined tender stays in the book beside the one that took its place.
_TENDERED = (
    select(_o.number, _o.total_minor, _given.label("given"))
    .select_from(orders)
    .outerjoin(_GIVEN, _GIVEN.c.order_id == _o.order_id)
    .where(_given != _o.total_minor, or_(_given < _o.total_minor, ~_LOST), ~_CHANGED)
)
_e, _x = drawer_entries.c, payment_transactions.c
_cash = _x.amount_minor + _x.rounding_minor
_told = case((_x.kind == "refund", -_cash), else_=_cash)
_UNPAID = (
    select(_e.session_id, _e.amount_minor, _e.order_id, _cash.label("moved"))
    .outerjoin(
        payment_transactions,
        (_x.order_id == _e.order_id) & (_x.transaction_no == _e.transaction_no),
    )
    .where(_e.order_id.is_not(None))
    .where(or_(_cash.is_(None), _e.amount_minor != _told))
)
_PROMISED = (
    select(_p.order_id, _p.group_no, func.count().label("many"))
    .where(_p.state == "open")
    .group_by(_p.order_id, _p.group_no, _p.kind)
    .having(func.count() > 1)
)
_UNINVOICED = select(_o.number, _o.groups).where(
    _o.fulfilment_status.in_(("fulfilled", "delivered")),
    exists().where(_l.order_id == _o.order_id, _l.quantity > _l.cancelled),
    ~exists().where(invoice_table.c.order_id == _o.order_id),
    ~exists().where(_c.subject_id == _o.order_id, _c.kind == "follow:invoice"),
)
_LATE = (
    select(_c.kind, _c.subject_id, _c.due_at, _c.problem)
    .where(_c.attempts < TRIES, _c.due_at < bindparam("before"))
    .order_by(_c.due_at)
)
# A receiver outside that stays away is no fault of our books; `paraguas chores` lists its events.
_DEAD = select(_c.kind, _c.subject_id, _c.problem).where(
    _c.attempts >= TRIES, _c.kind.not_like(f"{ERRAND}:%")
)


def _totals(row: Row[Any]) -> str:
    return f"order {row.number} says {row.total_minor}, its lines {row.goods} and tax {row.tax}"


def _tendered(row: Row[Any]) -> str:
    return f"order {row.number} comes to {row.total_minor}, its tenders to {row.given}"


def _unpaid(row: Row[Any]) -> str:
    told = f"drawer session {row.session_id} counts {row.amount_minor} of order {row.order_id}"
    return f"{told}, whose payment moved {row.moved}"


def _promised(row: Row[Any]) -> str:
    return f"order {row.order_id} group {row.group_no} has {row.many} open promises"


def _uninvoiced(row: Row[Any]) -> str | None:
    # A receipt is enough for what was carried out of a store.
    if all(group.kind is GroupKind.CARRY_OUT for group in read_groups(row.groups)):
        return None
    return f"order {row.number} has gone without an invoice"


def _overdue(row: Row[Any], at: int) -> str:
    seconds = (at - row.due_at) // SECOND
    why = f": {row.problem}" if row.problem else ""
    return f"{row.kind} about {row.subject_id} is {seconds} s overdue{why}"
