"""The audit of promotions: what lines of orders had taken off is what promotions took."""

from sqlalchemy import func, or_, select

from paraguas.orders.tables import order_lines, orders
from paraguas.plumbing.tx import Tx
from paraguas.promotions.tables import promotion_shares
from paraguas.values.audit import Check

_l, _s = order_lines.c, promotion_shares.c
_SUMS = (
    select(_s.order_id, _s.line_no, func.sum(_s.amount_minor).label("taken"))
    .group_by(_s.order_id, _s.line_no)
    .subquery()
)
_taken = func.coalesce(_SUMS.c.taken, 0)
# A till tells discounts of its own; goodwill comes on top of what promotions took.
_WRONG = (
    select(orders.c.number, _l.line_no, _l.discount_minor, _taken.label("taken"))
    .select_from(order_lines)
    .join(orders, orders.c.order_id == _l.order_id)
    .outerjoin(_SUMS, (_SUMS.c.order_id == _l.order_id) & (_SUMS.c.line_no == _l.line_no))
    .where(
        or_(
            (_l.tax_category == "recorded") & (_taken != 0),
            (_l.tax_category != "recorded") & (_l.discount_minor < _taken),
            (_l.tax_category != "recorded")
            & _l.agreed_minor.is_(None)
            & (_l.discount_minor != _taken),
        )
    )
)
_LOST = (
    select(_s.order_id, _s.line_no)
    .outerjoin(order_lines, (_l.order_id == _s.order_id) & (_l.line_no == _s.line_no))
    .where(_l.order_id.is_(None))
)


def audit_promotion_shares(tx: Tx) -> list[Check]:
    """Verify that discounts of lines are the shares of promotions, to the minor unit."""
    many = tx.value(select(func.count()).select_from(promotion_shares))
    wrong = [
        f"order {row.number}, line {row.line_no}: {row.discount_minor} off, shares {row.taken}"
        for row in tx.all(_WRONG)
    ]
    lost = [f"order {row.order_id} has no line {row.line_no}" for row in tx.all(_LOST)]
    return [Check("discounts = shares of promotions", many, (*wrong, *lost))]
