"""Compensations against the promises they are for and the store credit they were given as."""

from typing import Any

from sqlalchemy import Row, func, or_, select

from paraguas.compensation.tables import compensation_rules, compensations
from paraguas.orders.tables import promises
from paraguas.plumbing.tx import Tx
from paraguas.stored_value.tables import gift_card_entries
from paraguas.values.audit import Check

_c, _p, _e, _r = compensations.c, promises.c, gift_card_entries.c, compensation_rules.c
_GIVEN = select(func.count()).select_from(compensations)
_UNPROMISED = (
    select(_c.order_id, _c.promise_no, _p.state)
    .outerjoin(promises, (_p.order_id == _c.order_id) & (_p.promise_no == _c.promise_no))
    .outerjoin(compensation_rules, (_r.market == _c.market) & (_r.version == _c.version))
    .where(
        or_(
            *(_p.state.is_(None), _p.state.not_in(("moved", "broken", "dropped"))),
            *(_p.kind != _c.kind, _r.version.is_(None)),
        )
    )
    .order_by(_c.order_id, _c.promise_no)
)
_UNCREDITED = (
    select(_c.order_id, _c.promise_no, _c.amount_minor, _e.amount_minor.label("credited"))
    .outerjoin(gift_card_entries, (_e.card_id == _c.card_id) & (_e.cause_id == _c.credit_id))
    .where(or_(_e.amount_minor.is_(None), _e.amount_minor != _c.amount_minor))
    .order_by(_c.order_id, _c.promise_no)
)


def audit_compensations(tx: Tx) -> tuple[Check, ...]:
    """Verify that what was given is for a promise that was not kept, and reached the person."""
    many = int(tx.value(_GIVEN))
    return (
        Check(
            "a compensation is by a rule, for a promise that was not kept",
            many,
            tuple(map(_unpromised, tx.all(_UNPROMISED))),
        ),
        Check(
            "a compensation is on its store credit",
            many,
            tuple(map(_uncredited, tx.all(_UNCREDITED))),
        ),
    )


def _unpromised(row: Row[Any]) -> str:
    return f"order {row.order_id} is compensated for promise {row.promise_no}: {row.state or '?'}"


def _uncredited(row: Row[Any]) -> str:
    given = f"order {row.order_id} promise {row.promise_no} gave {row.amount_minor}"
    return f"{given}, its store credit tells {row.credited}"
