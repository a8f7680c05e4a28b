"""What an audit asks of the rows of payments."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, or_, select

from paraguas.payments import tables as t
from paraguas.plumbing.facts import chores
from paraguas.plumbing.tx import Tx

_x, _tender = t.payment_transactions.c, t.tenders.c


def _total(kind: str, *states: str) -> ColumnElement[int]:
    counted = case((and_(_x.kind == kind, _x.state.in_(states)), _x.amount_minor), else_=0)
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
        _total("void", *_ASKED).label("voided"),
        _total("refund", *_ASKED).label("refunded"),
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
_ENTERED = (
    select(
        t.gift_card_entries.c.card_id,
        func.sum(t.gift_card_entries.c.amount_minor).label("entered"),
    )
    .group_by(t.gift_card_entries.c.card_id)
    .subquery()
)
_WRONG_CARDS = (
    select(t.gift_cards.c.card_id, t.gift_cards.c.balance_minor, _ENTERED.c.entered)
    .outerjoin(_ENTERED, _ENTERED.c.card_id == t.gift_cards.c.card_id)
    .where(t.gift_cards.c.balance_minor != func.coalesce(_ENTERED.c.entered, 0))
)
_GIVEN = (
    select(
        _s.order_id,
        func.sum(
            case((_s.authorisations > 0, _s.authorised), else_=_s.captured)
            - _s.voided
            - _s.refunded
        ).label("taken"),
    )
    .where(_s.kind.in_(("gift_card", "store_credit", "account")))
    .group_by(_s.order_id)
    .subquery()
)
_CAUSED = (
    select(
        t.gift_card_entries.c.cause_id,
        func.sum(-t.gift_card_entries.c.amount_minor).label("entered"),
    )
    # Number 0 is what filled a card; a tender's transactions begin at 1.
    .where(t.gift_card_entries.c.cause_no > 0)
    .group_by(t.gift_card_entries.c.cause_id)
    .subquery()
)
_WRONG_CAUSES = (
    select(_GIVEN.c.order_id, _GIVEN.c.taken, _CAUSED.c.entered)
    .outerjoin(_CAUSED, _CAUSED.c.cause_id == _GIVEN.c.order_id)
    .where(_GIVEN.c.taken != func.coalesce(_CAUSED.c.entered, 0))
)
_FORGOTTEN = select(_x.order_id, _x.transaction_no, _x.kind).where(
    _x.state.in_(("pending", "unknown")),
    ~exists().where(
        chores.c.subject_id == _x.order_id,
        chores.c.kind.in_(("errand:payment", "timer:expire_transfer")),
    ),
)


def count(tx: Tx) -> tuple[int, int, int]:
    """Count tenders, gift cards and transactions."""
    tables = (t.tenders, t.gift_cards, t.payment_transactions)
    tenders, cards, transactions = (
        tx.value(select(func.count()).select_from(table)) for table in tables
    )
    return tenders, cards, transactions


def wrong_tenders(tx: Tx) -> Sequence[Row[Any]]:
    """Find tenders whose steps exceed each other, or that have none."""
    return tx.all(_WRONG_TENDERS)


def wrong_cards(tx: Tx) -> Sequence[Row[Any]]:
    """Find gift cards whose balance is not the sum of their entries."""
    return tx.all(_WRONG_CARDS)


def wrong_causes(tx: Tx) -> Sequence[Row[Any]]:
    """Find orders whose gift cards moved by another sum than their tenders say."""
    return tx.all(_WRONG_CAUSES)


def forgotten(tx: Tx) -> Sequence[Row[Any]]:
    """Find transactions without an answer for which no errand will ask."""
    return tx.all(_FORGOTTEN)
