"""What orders paid with points, against what loyalty burnt and gave back for them."""

from typing import Any

from sqlalchemy import Row, Select, and_, case, exists, func, or_, select

from paraguas.loyalty.tables import burns
from paraguas.payments.model import TenderKind
from paraguas.payments.tables import payment_transactions, tenders
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check

_t, _x, _b = tenders.c, payment_transactions.c, burns.c
_first = payment_transactions.alias()
_SET_ASIDE = exists().where(
    _first.c.order_id == _x.order_id,
    _first.c.tender_no == _x.tender_no,
    _first.c.kind == "authorise",
)
_KEPT = case(
    (_x.kind.in_(("void", "refund")), -_x.amount_minor),
    # What was set aside was burnt then; taking it burns nothing more.
    (and_(_x.kind == "capture", _SET_ASIDE), 0),
    else_=_x.amount_minor,
)
_PAID = (
    select(_x.order_id, func.sum(_KEPT).label("paid"))
    .join(tenders, and_(_t.order_id == _x.order_id, _t.tender_no == _x.tender_no))
    .where(_t.kind == TenderKind.POINTS.value, _x.state == "done")
    .group_by(_x.order_id)
    .subquery()
)
_BURNT = (
    select(_b.order_id, func.sum(_b.amount_minor - _b.back_minor).label("burnt"))
    .group_by(_b.order_id)
    .subquery()
)
_p, _n = _PAID.c, _BURNT.c


def _differing(one: Any, other: Any, order_id: Any) -> Select[Any]:
    return (
        select(order_id.label("order_id"), _p.paid, _n.burnt)
        .select_from(one.outerjoin(other, _p.order_id == _n.order_id))
        .where(or_(_p.paid.is_(None), _n.burnt.is_(None), _p.paid != _n.burnt))
    )


_UNBURNT = _differing(_PAID, _BURNT, _p.order_id)
_UNPAID = _differing(_BURNT, _PAID, _n.order_id).where(_p.paid.is_(None))


def audit_points_tenders(tx: Tx) -> list[Check]:
    """Verify that what orders pay with points is what was burnt for them and not given back."""
    many = int(tx.value(select(func.count()).select_from(burns)))
    wrong = [*tx.all(_UNBURNT), *tx.all(_UNPAID)]
    return [Check("points tenders = points burnt", many, tuple(map(_told, wrong)))]


def _told(row: Row[Any]) -> str:
    return f"order {row.order_id} pays {row.paid or 0} with points, burnt were {row.burnt or 0}"
