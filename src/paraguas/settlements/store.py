"""The SQL of settlements."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BindParameter, Row, and_, bindparam, exists, func, or_, select

from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.tx import Tx
from paraguas.settlements.model import (
    Difference,
    DifferenceKind,
    DifferenceState,
    LineKind,
    Matched,
    PayoutSum,
)
from paraguas.settlements.tables import settlement_differences, settlement_lines

_SAID = (
    *("payout", "reference", "key", "kind", "amount_minor", "currency", "fee_minor"),
    "settled_on",
)
_LINE = ("line_id", *_SAID, "order_id", "transaction_no", "taken_at")
_ENDS = ("state", "owner", "closed_at", "closed_by", "reason")
_DIFFERENCE = (
    *("difference_id", "kind", "state", "version", "opened_at", "currency", "ours_minor"),
    *("theirs_minor", "payout", "reference", "line_id", "order_id", "transaction_no"),
    *_ENDS[1:],
)
_MOST_IDS = 1000
_l, _d = settlement_lines.c, settlement_differences.c
_DIFFERENCES = select(*(_d[name] for name in _DIFFERENCE))
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_KNOWN = select(_l.line_id).where(_l.line_id.in_(_IDS))
_SETTLED = select(_l.order_id, _l.transaction_no, _l.kind).where(_l.order_id.in_(_IDS))
_BY_ID = _DIFFERENCES.where(_d.difference_id.in_(_IDS))
_STEP = GuardedUpdate(
    table=settlement_differences,
    keys=("difference_id",),
    givens={"was": "version"} | {name: name for name in _ENDS},
    sets=", ".join(("version = t.version + 1", *(f"{name} = {{{name}}}" for name in _ENDS))),
    guard="t.version = {was}",
)
_SUMS = (
    select(
        *(_l.kind, _l.currency, func.count().label("lines")),
        func.sum(_l.amount_minor).label("amount"),
        func.sum(_l.fee_minor).label("fee"),
    )
    .where(_l.payout == bindparam("payout"))
    .group_by(_l.kind, _l.currency)
    .order_by(_l.kind, _l.currency)
)
_FORGOTTEN = select(_l.payout, _l.reference).where(
    _l.order_id.is_(None), _l.kind != "fee", ~exists().where(_d.line_id == _l.line_id)
)


def add_lines(tx: Tx, matched: Sequence[Matched], at: int) -> None:
    """Write lines down with the steps they are about."""
    rows = [
        (
            *(one.line.line_id, *(getattr(one.line, name) for name in _SAID)),
            one.step.order_id if one.step else None,
            one.step.transaction_no if one.step else None,
            at,
        )
        for one in matched
    ]
    tx.insert(settlement_lines, _LINE, rows)


def add_differences(tx: Tx, found: Sequence[Difference]) -> None:
    """Write differences down."""
    rows = [tuple(getattr(one, name) for name in _DIFFERENCE) for one in found]
    tx.insert(settlement_differences, _DIFFERENCE, rows)


def step(tx: Tx, found: Difference, new: Difference) -> None:
    """Write a difference as it is now; StaleSlice where it is not as it was found any more."""
    ends = (getattr(new, name) for name in _ENDS)
    tx.update(_STEP, [(found.difference_id, found.version, *ends)])


def known_lines(tx: Tx, ids: Sequence[str]) -> set[str]:
    """Tell which lines were taken in before."""
    return {row.line_id for part in _parts(ids) for row in tx.all(_KNOWN, ids=part)}


def settled_steps(tx: Tx, order_ids: Collection[str]) -> set[tuple[str, int, str]]:
    """Tell what lines settled of some orders: order, transaction number, kind of line."""
    return {
        (row.order_id, row.transaction_no, row.kind)
        for part in _parts(sorted(order_ids))
        for row in tx.all(_SETTLED, ids=part)
    }


def differences_by_id(tx: Tx, ids: Sequence[str]) -> list[Difference]:
    """Find differences by their ids."""
    return [_read(row) for part in _parts(ids) for row in tx.all(_BY_ID, ids=part)]


def page_of_differences(
    tx: Tx,
    state: DifferenceState,
    kind: DifferenceKind | None,
    *,
    owner: str,
    before: Difference | None,
    most: int,
) -> list[Difference]:
    """Find differences in a state, the latest first, those behind one."""
    asked = _DIFFERENCES.where(_d.state == state.value)
    asked = asked.order_by(_d.opened_at.desc(), _d.difference_id.desc())
    if kind:
        asked = asked.where(_d.kind == kind.value)
    if owner:
        asked = asked.where(_d.owner == owner)
    if before:
        same = and_(_d.opened_at == before.opened_at, _d.difference_id < before.difference_id)
        asked = asked.where(or_(_d.opened_at < before.opened_at, same))
    return [_read(row) for row in tx.all(asked.limit(most))]


def payout_sums(tx: Tx, payout: str) -> list[PayoutSum]:
    """Add up the lines of a payout."""
    return [
        PayoutSum(LineKind(row.kind), row.currency, row.lines, int(row.amount), int(row.fee))
        for row in tx.all(_SUMS, payout=payout)
    ]


def count_lines(tx: Tx) -> int:
    """Count all lines."""
    return int(tx.value(select(func.count()).select_from(settlement_lines)))


def forgotten_lines(tx: Tx) -> Sequence[Row[Any]]:
    """Find lines that are about no step and left no difference."""
    return tx.all(_FORGOTTEN)


def _parts(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[first : first + _MOST_IDS] for first in range(0, len(ids), _MOST_IDS)]


def _read(row: Row[Any]) -> Difference:
    fields = dict(zip(_DIFFERENCE, row, strict=True))
    fields |= {"kind": DifferenceKind(row.kind), "state": DifferenceState(row.state)}
    return Difference(**fields)
