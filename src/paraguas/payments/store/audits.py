"""What an audit asks of the rows of payments."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, or_, select, true

from paraguas.payments import tables as t
from paraguas.payments.rules.balance import RENEWED
from paraguas.plumbing.facts import chores
from paraguas.plumbing.tx import Tx

_x, _tender = t.payment_transactions.c, t.tenders.c


def _total(kind: str, *states: str, but: str = "") -> ColumnElement[int]:
    told = func.coalesce(_x.reason, "") != but if but else true()
    counted = case((and_(_x.kind == kind, _x.state.in_(states), told), _x.amount_minor), else_=0)
    return func.sum(counted)


_ASKED = ("done", "pending", "unknown")
_SUMS = (
    select(
        _tender.order_id,
        _tender.tender_no,
        _tender.kind,
        _tender.amount_minor,
        _total("authorise", "done").label("authorised"),
        _total("capture", *_ASKED).label("captured"),
        _total("void", *_ASKED, but=RENEWED).label("voided"),
        (_total("refund", *_ASKED) + _total("credit", *_ASKED)).label("refunded"),
        func.sum(case((_x.kind == "authorise", 1), else_=0)).label("authorisations"),
    )
    .select_from(t.tenders)
    .outerjoin(
        t.payment_transactions,
        and_(_x.order_id == _tender.order_id, _x.tender_no == _tender.tender_no),
    )
    .group_by(_tender.order_id, _tender.tender_no, _tender.kind, _tender.amount_minor)
    .subquery()
)
_s = _SUMS.c
_WRONG_TENDERS = select(_SUMS).where(
    or_(
        and_(_s.amount_minor > 0, _s.captured + _s.voided > _s.amount_minor),
        and_(_s.amount_minor <= 0, _s.captured != _s.amount_minor),
        and_(_s.authorisations > 0, _s.captured > _s.authorised),
        and_(_s.refunded > 0, _s.refunded > _s.captured),
        _s.captured.is_(None),
    )
)
_FORGOTTEN = select(_x.order_id, _x.transaction_no, _x.kind).where(
    _x.state.in_(("pending", "unknown")),
    ~exists().where(
        chores.c.subject_id == _x.order_id,
        chores.c.kind.in_(("errand:payment", "timer:expire_transfer")),
    ),
)


def count(tx: Tx) -> tuple[int, int]:
    """Count tenders and transactions."""
    tables = (t.tenders, t.payment_transactions)
    tenders, transactions = (tx.value(select(func.count()).select_from(table)) for table in tables)
    return tenders, transactions


def wrong_tenders(tx: Tx) -> Sequence[Row[Any]]:
    """Find tenders whose steps exceed each other, or that have none."""
    return tx.all(_WRONG_TENDERS)


def forgotten(tx: Tx) -> Sequence[Row[Any]]:
    """Find transactions without an answer for which no errand will ask."""
    return tx.all(_FORGOTTEN)
