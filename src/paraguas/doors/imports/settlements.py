"""Rows of the payment provider's settlement report."""

from collections.abc import Sequence
from datetime import date

from paraguas.doors.imports.cells import Cells
from paraguas.doors.imports.kinds import Kind, Known
from paraguas.doors.imports.rows import Columns
from paraguas.journeys.money.reconciling import Overdue, Reported, find_overdue, take_report
from paraguas.plumbing.tx import Tx
from paraguas.settlements.model import Line, LineKind
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp
from paraguas.values.time import DAY, Period

PATIENCE = 7 * DAY
"""So long the provider may take to settle what moved."""

_LOOKED_BACK = 30 * DAY


def read_line(cells: Cells, _known: Known) -> Line:
    """Read what the provider says of one capture, refund, chargeback or fee."""
    currency = cells.needed("currency")
    return Line(
        payout=cells.needed("payout", most=60),
        reference=cells.needed("reference", most=120),
        key=cells.text("key", most=120),
        kind=_kind(cells.needed("kind")),
        amount_minor=_not_below(cells, "amount", currency),
        currency=currency,
        fee_minor=cells.amount_minor("fee", currency) if cells.text("fee") else 0,
        settled_on=read_day(cells.needed("settled_on"), "settled_on").isoformat(),
    )


def read_day(text: str, where: str) -> date:
    """Read a day as `2026-11-22`; Malformed where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise Malformed(where=where, problem=text[:40]) from problem


def _kind(text: str) -> LineKind:
    try:
        return LineKind(text.lower())
    except ValueError as problem:
        raise Malformed(where="kind", problem=text[:40]) from problem


def _not_below(cells: Cells, name: str, currency: str) -> int:
    amount = cells.amount_minor(name, currency)
    if amount < 0:
        raise Malformed(where=name, problem=cells.text(name))
    return amount


def _save(tx: Tx, stamp: Stamp, lines: Sequence[Line]) -> int:
    return take_report(tx, Reported(stamp, tuple(lines))).lines


def _find_overdue(tx: Tx, stamp: Stamp) -> int:
    until = stamp.at - PATIENCE
    return find_overdue(tx, Overdue(stamp, Period(until - _LOOKED_BACK, until)))


SETTLEMENT = Kind(
    Columns(
        needed=("payout", "reference", "kind", "amount", "currency", "settled_on"),
        optional=("key", "fee"),
    ),
    read=read_line,
    key=lambda line: (line.line_id,),
    save=_save,
    finish=_find_overdue,
)
