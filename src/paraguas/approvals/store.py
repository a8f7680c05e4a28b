"""The SQL of approvals."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select

from paraguas.approvals.model import Approval, ApprovalKind, ApprovalState
from paraguas.approvals.tables import approvals
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.seals import close_rows, open_rows
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId

_COLUMNS = Approval.__struct_fields__
_DECIDED = ("state", "decided_at", "decided_by", "word")
_SEALED = {"reason": "", "word": ""}
_a = approvals.c
_ALL = select(*(_a[name] for name in _COLUMNS))
_OF_ORDER = Prepared(_ALL.where(_a.order_id == bindparam("order")).order_by(_a.approval_no))
_WAITING = Prepared(
    _ALL.where(_a.state == "waiting")
    .order_by(_a.asked_at, _a.order_id, _a.approval_no)
    .limit(bindparam("most"))
)
_DECIDE = GuardedUpdate(
    approvals,
    keys=("order_id", "approval_no"),
    givens={name: name for name in _DECIDED},
    sets=", ".join(f"{name} = {{{name}}}" for name in _DECIDED),
    guard="t.state = 'waiting'",
)


def approvals_of(tx: Tx, order_id: str) -> list[Approval]:
    """Read the questions about an order, the oldest first."""
    return _opened(tx, tx.all(_OF_ORDER, order=order_id))


def waiting(tx: Tx, most: int) -> list[Approval]:
    """Read what waits for an answer, the longest first."""
    return _opened(tx, tx.all(_WAITING, most=most))


def add_approval(tx: Tx, new: Approval) -> None:
    """Write a question down."""
    rows = [tuple(_cell(new, name) for name in _COLUMNS)]
    tx.insert(approvals, _COLUMNS, close_rows(tx, _COLUMNS, rows, _SEALED))


def decide(tx: Tx, told: Approval) -> None:
    """Write an answer; StaleSlice where there is one already."""
    cells = (_cell(told, name) for name in _DECIDED)
    rows = [(told.order_id, told.approval_no, *cells)]
    tx.update(_DECIDE, close_rows(tx, (*_DECIDE.keys, *_DECIDE.givens), rows, _SEALED))


def _opened(tx: Tx, rows: Sequence[Any]) -> list[Approval]:
    return [_read(row) for row in open_rows(tx, rows, _SEALED)]


def _read(row: Any) -> Approval:
    told = dict(zip(_COLUMNS, row, strict=True))
    return Approval(
        **told
        | {
            "order_id": OrderId(row.order_id),
            "kind": ApprovalKind(row.kind),
            "state": ApprovalState(row.state),
        }
    )


def _cell(one: Approval, name: str) -> Any:
    value = getattr(one, name)
    return value.value if name in {"kind", "state"} else value
