"""What orders paid with stored values, against the entries these moved by."""

from typing import Any

from sqlalchemy import Row, and_, case, exists, func, or_, select

from paraguas.payments.model import PREPAID
from paraguas.payments.tables import payment_transactions, tenders
from paraguas.plumbing.tx import Tx
from paraguas.stored_value.tables import gift_card_entries
from paraguas.values.audit import Check

_t, _x, _e = tenders.c, payment_transactions.c, gift_card_entries.c
_first = payment_transactions.alias()
_SET_ASIDE = exists().where(
    _first.c.order_id == _x.order_id,
    _first.c.tender_no == _x.tender_no,
    _first.c.kind == "authorise",
)
_MOVED = case(
    (_x.kind.in_(("void", "refund", "credit")), _x.amount_minor),
    # What was set aside moved then; taking it moves nothing more.
    (and_(_x.kind == "capture", _SET_ASIDE), 0),
    else_=-_x.amount_minor,
)
_STEPS = (
    select(_x.order_id, _x.transaction_no, _MOVED.label("moved"))
    .join(tenders, and_(_t.order_id == _x.order_id, _t.tender_no == _x.tender_no))
    # Whatever was paid with, what became store credit moved one.
    .where(or_(_t.kind.in_([kind.value for kind in PREPAID]), _x.kind == "credit"))
    .where(_x.state == "done")
    .subquery()
)
_s = _STEPS.c
_OF_STEP = and_(_e.cause_id == _s.order_id, _e.cause_no == _s.transaction_no)
_UNMOVED = (
    select(_s.order_id, _s.transaction_no, _s.moved, _e.amount_minor.label("entered"))
    .outerjoin(gift_card_entries, _OF_STEP)
    .where(_s.moved != func.coalesce(_e.amount_minor, 0))
)
_UNPAID = (
    select(
        _e.cause_id.label("order_id"),
        _e.cause_no.label("transaction_no"),
        _s.moved,
        _e.amount_minor.label("entered"),
    )
    .outerjoin(_STEPS, _OF_STEP)
    # Number 0 is what filled a card; a tender's transactions begin at 1.
    .where(_e.cause_no > 0, _s.moved.is_(None))
)


def audit_stored_tenders(tx: Tx) -> list[Check]:
    """Verify that each step of a stored value moved it by its amount, and nothing else did."""
    many = int(tx.value(select(func.count()).select_from(gift_card_entries)))
    wrong = [*tx.all(_UNMOVED), *tx.all(_UNPAID)]
    return [Check("stored value tenders = stored value entries", many, tuple(map(_told, wrong)))]


def _told(row: Row[Any]) -> str:
    step = f"order {row.order_id} transaction {row.transaction_no}"
    return f"{step} moved a stored value by {row.moved or 0}, its entry says {row.entered or 0}"
