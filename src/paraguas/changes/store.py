"""The SQL of changes."""

from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from paraguas.changes.model import Change, ChangeSet, ChangeStatus
from paraguas.changes.tables import change_sets
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.seals import close_rows, open_rows
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId

_COLUMNS = ChangeSet.__struct_fields__
_NEW = ("status", "changes", "closed_at", "closed_by", "basis", "difference_minor")
_OF_ORDER = Prepared(
    select(*(change_sets.c[name] for name in _COLUMNS))
    .where(change_sets.c.order_id == bindparam("order"))
    .order_by(change_sets.c.change_no)
)
_STEP = GuardedUpdate(
    change_sets,
    keys=("order_id", "change_no"),
    givens={"was": "version", **{name: name for name in _NEW}},
    sets=", ".join(("version = t.version + 1", *(f"{name} = {{{name}}}" for name in _NEW))),
    guard="t.version = {was} AND t.status = 'open'",
)
_KEEP = GuardedUpdate(
    change_sets,
    keys=("order_id", "change_no"),
    givens={"was": "version", "until": "expires_at"},
    sets="expires_at = {until}",
    guard="t.version = {was} AND t.status = 'open'",
)
_SEALED = {"reason": "", "changes": "[]"}
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[Change, ...]).decode


def change_sets_of(tx: Tx, order_id: str) -> list[ChangeSet]:
    """Find the change sets of an order, the oldest first."""
    return [_read(row) for row in open_rows(tx, tx.all(_OF_ORDER, order=order_id), _SEALED)]


def add_change_set(tx: Tx, new: ChangeSet) -> None:
    """Write a set down; a number taken meanwhile makes the whole decide again."""
    rows = [tuple(_cell(new, name) for name in _COLUMNS)]
    tx.insert(change_sets, _COLUMNS, close_rows(tx, _COLUMNS, rows, _SEALED))


def step(tx: Tx, was: ChangeSet, new: ChangeSet) -> None:
    """Write an open set as it is now; StaleSlice where it is not as it was read any more."""
    cells = (_cell(new, name) for name in _NEW)
    rows = [(was.order_id, was.change_no, was.version, *cells)]
    tx.update(_STEP, close_rows(tx, (*_STEP.keys, *_STEP.givens), rows, _SEALED))


def keep_open(tx: Tx, found: ChangeSet, until_at: int) -> None:
    """Write until when a set is open; StaleSlice where it is not as it was read any more."""
    tx.update(_KEEP, [(found.order_id, found.change_no, found.version, until_at)])


def _cell(one: ChangeSet, name: str) -> Any:
    value = getattr(one, name)
    if name == "changes":
        return _encode(value).decode()
    return value.value if name == "status" else value


def _read(row: Any) -> ChangeSet:
    told = dict(zip(_COLUMNS, row, strict=True))
    return ChangeSet(
        **told
        | {
            "order_id": OrderId(row.order_id),
            "status": ChangeStatus(row.status),
            "changes": _decode(row.changes),
        }
    )
