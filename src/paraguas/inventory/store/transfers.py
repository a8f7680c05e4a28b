"""Transfers: their heads, lines and receipts, changed only as they were read."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, Select, bindparam, func, or_, select, tuple_

from paraguas.inventory.model import Key, Transfer, TransferLine, TransferReceipt, TransferState
from paraguas.inventory.tables import ON_THE_WAY, transfer_lines, transfer_receipts, transfers
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId, SkuId, TransferId

_HEAD = (
    *("place_id", "transfer_id", "number", "from_place_id", "state", "version", "at"),
    *("created_by", "expected_at", "ended_at", "reason"),
)
_LINE = (*("place_id", "transfer_id", "sku_id", "quantity", "received", "written_off", "returned"),)
_RECEIPT = ("place_id", "transfer_id", "receipt_no", "document", "at", "actor", "units")
_t, _l, _r = transfers.c, transfer_lines.c, transfer_receipts.c
_STEP = GuardedUpdate(
    table=transfers,
    keys=("place_id", "transfer_id"),
    givens={"was": "version", "state": "state", "ended_at": "ended_at", "reason": "reason"},
    sets=("version = t.version + 1, state = {state}, ended_at = {ended_at}, reason = {reason}"),
    guard="t.version = {was}",
)
_MOVE = GuardedUpdate(
    table=transfer_lines,
    keys=("place_id", "transfer_id", "sku_id"),
    givens={"received": "received", "written_off": "written_off", "returned": "returned"},
    sets=(
        "received = t.received + {received}, written_off = t.written_off + {written_off}, "
        "returned = t.returned + {returned}"
    ),
    guard=(
        "t.received + {received} + t.written_off + {written_off} + t.returned + {returned} "
        "<= t.quantity"
    ),
)
_BY_ID = select(transfers).where(_t.transfer_id.in_(bindparam("ids", expanding=True)))
_LINES = (
    select(transfer_lines)
    .where(tuple_(_l.place_id, _l.transfer_id).in_(bindparam("keys", expanding=True)))
    .order_by(_l.sku_id)
)
_RECEIPTS = (
    select(transfer_receipts)
    .where(tuple_(_r.place_id, _r.transfer_id).in_(bindparam("keys", expanding=True)))
    .order_by(_r.receipt_no)
)
_ON_THE_WAY = (
    select(
        *(_l.sku_id, _l.place_id),
        func.sum(_l.quantity - _l.received - _l.written_off - _l.returned).label("units"),
    )
    .where(_l.sku_id.in_(bindparam("sku_ids", expanding=True)))
    .where(ON_THE_WAY)
    .group_by(_l.sku_id, _l.place_id)
)
_encode = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.Decoder(dict[SkuId, int]).decode


def add_transfer(tx: Tx, new: Transfer) -> None:
    """Write a transfer down with its lines."""
    tx.insert(transfers, _HEAD, [tuple(getattr(new, name) for name in _HEAD)])
    key = new.place_id, new.transfer_id
    rows = [
        (*key, line.sku_id, line.quantity, line.received, line.written_off, line.returned)
        for line in new.lines
    ]
    tx.insert(transfer_lines, _LINE, rows)


def change_transfer(
    tx: Tx, found: Transfer, state: TransferState, ended_at: int | None, reason: str | None
) -> None:
    """Take a step with a transfer; StaleSlice where it is not as it was found any more."""
    key = found.place_id, found.transfer_id
    tx.update(_STEP, [(*key, found.version, state.value, ended_at, reason)])


def change_lines(tx: Tx, found: Transfer, column: str, units: Mapping[SkuId, int]) -> None:
    """Add units to a column of lines; StaleSlice where more would be told than was sent."""
    key = found.place_id, found.transfer_id
    names = _LINE[-3:]
    rows = [
        (*key, sku_id, *(quantity * (name == column) for name in names))
        for sku_id, quantity in units.items()
    ]
    tx.update(_MOVE, rows)


def add_receipt(tx: Tx, found: Transfer, new: TransferReceipt) -> None:
    """Write a receipt down; its document occurs once in a transfer."""
    units = _encode(new.units).decode()
    row = found.place_id, found.transfer_id, new.receipt_no, new.document, new.at, new.actor, units
    tx.insert(transfer_receipts, _RECEIPT, [row])


def transfers_by_id(tx: Tx, ids: Sequence[str]) -> list[Transfer]:
    """Find transfers whole."""
    return _whole(tx, tx.all(_BY_ID, ids=list(ids)))


def page_of_transfers(
    tx: Tx, place_id: PlaceId | None, state: TransferState | None, *, before: str, most: int
) -> list[Transfer]:
    """Find transfers from or to a place, the last sent first, those sent before an id."""
    return _whole(tx, tx.all(_page(place_id, state, before).limit(most)))


def transfers_to(tx: Tx, place_id: PlaceId, *, most: int) -> list[Transfer]:
    """Find what is on its way to a place, the first sent first."""
    asked = select(transfers).where(_t.place_id == place_id)
    open_still = asked.where(_t.state == TransferState.SENT.value)
    return _whole(tx, tx.all(open_still.order_by(_t.transfer_id).limit(most)))


def units_on_the_way(tx: Tx, sku_ids: Sequence[SkuId]) -> dict[Key, int]:
    """Sum units on their way by SKU and the place that waits for them."""
    rows = tx.all(_ON_THE_WAY, sku_ids=list(sku_ids)) if sku_ids else ()
    return {(row.sku_id, row.place_id): int(row.units) for row in rows}


def _page(place_id: PlaceId | None, state: TransferState | None, before: str) -> Select[Any]:
    asked = select(transfers).order_by(_t.transfer_id.desc())
    if place_id:
        asked = asked.where(or_(_t.place_id == place_id, _t.from_place_id == place_id))
    if state:
        asked = asked.where(_t.state == state.value)
    return asked.where(_t.transfer_id < before) if before else asked


def _whole(tx: Tx, heads: Sequence[Row[Any]]) -> list[Transfer]:
    if not heads:
        return []
    keys = [(row.place_id, row.transfer_id) for row in heads]
    lines: dict[str, list[TransferLine]] = {}
    for row in tx.all(_LINES, keys=keys):
        lines.setdefault(row.transfer_id, []).append(TransferLine(*tuple(row)[2:]))
    receipts: dict[str, list[TransferReceipt]] = {}
    for row in tx.all(_RECEIPTS, keys=keys):
        came = TransferReceipt(row.receipt_no, row.document, row.at, row.actor, _decode(row.units))
        receipts.setdefault(row.transfer_id, []).append(came)
    return [
        _transfer(row, lines.get(row.transfer_id, ()), receipts.get(row.transfer_id, ()))
        for row in heads
    ]


def _transfer(
    row: Row[Any], lines: Sequence[TransferLine], receipts: Sequence[TransferReceipt]
) -> Transfer:
    head = {name: getattr(row, name) for name in _HEAD}
    head |= {"state": TransferState(row.state), "transfer_id": TransferId(row.transfer_id)}
    return Transfer(**head, lines=tuple(lines), receipts=tuple(receipts))
