"""The SQL of returns."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, bindparam, select

from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.seals import close_rows, open_rows
from paraguas.plumbing.tx import Tx
from paraguas.returns.model import BlindReturn, Item, Return, ReturnState
from paraguas.returns.tables import blind_returns, returns

_COLUMNS = Return.__struct_fields__
_FIXED = ("order_id", "return_id", "number", "version", "entity_id", "currency", "door")
_MOVING = tuple(
    name for name in _COLUMNS if name not in {*_FIXED, "asked_at", "asked_by", "gift", "withdrawal"}
)
_SEALED = {"override": "", "ended_because": ""}
_c = returns.c
_ALL = select(*(_c[name] for name in _COLUMNS))
_OF_ORDER = Prepared(_ALL.where(_c.order_id == bindparam("order")).order_by(_c.return_id))
_BY_ID = _ALL.where(_c.return_id == bindparam("which", type_=_c.return_id.type))
_BY_NUMBER = _ALL.where(_c.number == bindparam("number"))
_STEP = GuardedUpdate(
    returns,
    keys=("order_id", "return_id"),
    givens={"was": "version", **{name: name for name in _MOVING}},
    sets=", ".join(("version = t.version + 1", *(f"{name} = {{{name}}}" for name in _MOVING))),
    guard="t.version = {was}",
)
_SAID = {"reason": ""}
_BLIND = BlindReturn.__struct_fields__
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[Item, ...]).decode


def returns_of(tx: Tx, order_id: str) -> list[Return]:
    """Find the returns of an order, the oldest first."""
    return _opened(tx, tx.all(_OF_ORDER, order=order_id))


def by_id(tx: Tx, return_id: str) -> Return | None:
    """Find a return."""
    found = _opened(tx, tx.all(_BY_ID, which=return_id))
    return found[0] if found else None


def by_number(tx: Tx, number: str) -> list[Return]:
    """Find returns by the number people read."""
    return _opened(tx, tx.all(_BY_NUMBER, number=number))


def in_state(tx: Tx, state: ReturnState | None, *, before: str, most: int) -> list[Return]:
    """Find returns, those of one state where it is named, the latest first."""
    wanted: Select[Any] = _ALL.order_by(_c.return_id.desc()).limit(most)
    if state is not None:
        wanted = wanted.where(_c.state == state.value)
    if before:
        wanted = wanted.where(_c.return_id < before)
    return _opened(tx, tx.all(wanted))


def add(tx: Tx, new: Return) -> None:
    """Write a return down."""
    rows = [tuple(_cell(new, name) for name in _COLUMNS)]
    tx.insert(returns, _COLUMNS, close_rows(tx, _COLUMNS, rows, _SEALED))


def step(tx: Tx, was: Return, new: Return) -> None:
    """Write a return as it is now; StaleSlice where it is not as it was read any more."""
    cells = (_cell(new, name) for name in _MOVING)
    rows = [(was.order_id, was.return_id, was.version, *cells)]
    tx.update(_STEP, close_rows(tx, (*_STEP.keys, *_STEP.givens), rows, _SEALED))


def add_blind(tx: Tx, new: BlindReturn) -> None:
    """Write down a return without proof of purchase."""
    told = {name: getattr(new, name) for name in _BLIND}
    told |= {"disposition": new.disposition.value, "ruling": _encode(new.ruling).decode()}
    rows = [tuple(told.values())]
    tx.insert(blind_returns, _BLIND, close_rows(tx, _BLIND, rows, _SAID, subject="return_id"))


def _opened(tx: Tx, rows: Sequence[Any]) -> list[Return]:
    return [_read(row) for row in open_rows(tx, rows, _SEALED)]


def _cell(one: Return, name: str) -> Any:
    value = getattr(one, name)
    if name == "items":
        return _encode(value).decode()
    return value.value if name == "state" else value


def _read(row: Any) -> Return:
    told = dict(zip(_COLUMNS, row, strict=True))
    return Return(**told | {"state": ReturnState(row.state), "items": _decode(row.items)})
