"""What an audit and a report ask of the rows of loyalty."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select

from paraguas.loyalty import tables as t
from paraguas.plumbing.tx import Tx

_p, _a, _l, _e = t.postings.c, t.accounts.c, t.lots.c, t.events.c


def _on(*ledgers: str) -> ColumnElement[int]:
    return func.sum(case((_p.ledger.in_(ledgers), _p.points), else_=0))


_UNEVEN = (
    select(_p.account_id, _p.event_no, func.sum(_p.points).label("over"))
    .group_by(_p.account_id, _p.event_no)
    .having(func.sum(_p.points) != 0)
)
_BOOKS = (
    select(
        _p.account_id,
        _on("active").label("active"),
        _on("pending").label("pending"),
        _on("debt").label("debt"),
    )
    .group_by(_p.account_id)
    .subquery()
)
_b = _BOOKS.c
_WRONG_BALANCES = (
    select(_a.number, _a.active, _a.pending, _a.debt, _b.active.label("booked"))
    .select_from(t.accounts)
    .outerjoin(_BOOKS, _b.account_id == _a.account_id)
    .where(
        or_(
            _a.active != func.coalesce(_b.active, 0),
            _a.pending != func.coalesce(_b.pending, 0),
            _a.debt != -func.coalesce(_b.debt, 0),
            and_(_a.active > 0, _a.debt > 0),
        )
    )
)
_OF_LOT = (
    select(
        _p.account_id,
        _p.lot_no,
        _on("active", "pending").label("rest"),
        _on("burnt").label("spent"),
        _on("expired").label("expired"),
    )
    .where(_p.lot_no > 0)
    .group_by(_p.account_id, _p.lot_no)
    .subquery()
)
_o = _OF_LOT.c
_WRONG_LOTS = (
    select(_l.account_id, _l.lot_no, _l.earned, _l.spent, _l.expired)
    .select_from(t.lots)
    .outerjoin(_OF_LOT, and_(_o.account_id == _l.account_id, _o.lot_no == _l.lot_no))
    .where(
        or_(
            _l.spent != func.coalesce(_o.spent, 0),
            _l.expired != func.coalesce(_o.expired, 0),
            _l.earned - _l.spent - _l.expired != func.coalesce(_o.rest, 0),
        )
    )
)
_SUMS = (
    select(_a.programme, _p.ledger, func.sum(_p.points).label("points"))
    .join(t.accounts, _a.account_id == _p.account_id)
    .group_by(_a.programme, _p.ledger)
)
_last = (
    select(_e.account_id, _e.of_event, func.max(_e.event_no).label("event_no"))
    .where(_e.kind == "revised")
    .group_by(_e.account_id, _e.of_event)
    .subquery()
)
_revision = t.events.alias()
_SOLD = (
    select(
        _a.programme,
        _e.currency,
        func.sum(func.coalesce(_revision.c.allocated_minor, _e.allocated_minor)).label("allocated"),
    )
    .join(t.accounts, _a.account_id == _e.account_id)
    .outerjoin(_last, and_(_last.c.account_id == _e.account_id, _last.c.of_event == _e.event_no))
    .outerjoin(
        _revision,
        and_(
            _revision.c.account_id == _last.c.account_id,
            _revision.c.event_no == _last.c.event_no,
        ),
    )
    .where(_e.kind == "earned", _e.currency != "")
    .group_by(_a.programme, _e.currency)
)


def count(tx: Tx) -> tuple[int, int, int]:
    """Count events, accounts and lots."""
    tables = (t.events, t.accounts, t.lots)
    events, accounts, lots = (tx.value(select(func.count()).select_from(one)) for one in tables)
    return events, accounts, lots


def uneven_events(tx: Tx) -> Sequence[Row[Any]]:
    """Find events whose postings do not sum to zero."""
    return tx.all(_UNEVEN)


def wrong_balances(tx: Tx) -> Sequence[Row[Any]]:
    """Find accounts whose balances are not the sums of their postings, or owe what they hold."""
    return tx.all(_WRONG_BALANCES)


def wrong_lots(tx: Tx) -> Sequence[Row[Any]]:
    """Find lots that are not the sums of their postings."""
    return tx.all(_WRONG_LOTS)


def ledger_sums(tx: Tx) -> dict[str, dict[str, int]]:
    """Sum the ledger: programme -> account of the ledger -> points."""
    found: dict[str, dict[str, int]] = {}
    for row in tx.all(_SUMS):
        found.setdefault(row.programme, {})[row.ledger] = int(row.points)
    return found


def points_sold(tx: Tx) -> list[tuple[str, str, int]]:
    """Tell what points were sold for: programme, currency, minor units."""
    return [(row.programme, row.currency, int(row.allocated)) for row in tx.all(_SOLD)]
