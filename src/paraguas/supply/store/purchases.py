"""Purchase orders: their heads, lines and receipts, changed only as they were read."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, Select, bindparam, func, or_, select, tuple_

from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.tx import Tx
from paraguas.supply.model import (
    Came,
    Incoming,
    PurchaseLine,
    PurchaseOrder,
    PurchaseReceipt,
    PurchaseState,
)
from paraguas.supply.tables import EXPECTED, purchase_lines, purchase_orders, purchase_receipts
from paraguas.values.ids import PlaceId, SkuId

_HEAD = (
    *("place_id", "purchase_order_id", "supplier", "reference", "over_percent", "state"),
    *("version", "at", "created_by", "ended_at", "reason"),
)
_KEY = ("place_id", "purchase_order_id")
_NUMBERS = ("quantity", "expected_on", "received", "damaged", "missing")
_LINE = (*_KEY, "sku_id", *_NUMBERS)
_RECEIPT = (*_KEY, "receipt_no", "document", "at", "actor", "units")
_o, _l, _r = purchase_orders.c, purchase_lines.c, purchase_receipts.c
_LEFT = _l.quantity - _l.received - _l.damaged - _l.missing
_JOIN = (_l.place_id == _o.place_id) & (_l.purchase_order_id == _o.purchase_order_id)
_STEP = GuardedUpdate(
    table=purchase_orders,
    keys=_KEY,
    givens={"was": "version", "state": "state", "ended_at": "ended_at", "reason": "reason"},
    sets="version = t.version + 1, state = {state}, ended_at = {ended_at}, reason = {reason}",
    guard="t.version = {was}",
)
_BY_ID = select(purchase_orders).where(_o.purchase_order_id.in_(bindparam("ids", expanding=True)))
_LINES = (
    select(purchase_lines)
    .where(tuple_(_l.place_id, _l.purchase_order_id).in_(bindparam("keys", expanding=True)))
    .order_by(_l.sku_id)
)
_RECEIPTS = (
    select(purchase_receipts)
    .where(tuple_(_r.place_id, _r.purchase_order_id).in_(bindparam("keys", expanding=True)))
    .order_by(_r.receipt_no)
)
_INCOMING = (
    select(
        *(_l.sku_id, _l.place_id, _l.expected_on, _LEFT.label("units")),
        *(_o.supplier, _o.reference),
    )
    .select_from(purchase_lines)
    .join(purchase_orders, _JOIN)
    .where(_l.sku_id.in_(bindparam("sku_ids", expanding=True)))
    .where(EXPECTED)
    .order_by(_l.expected_on, _o.reference)
)
_LOST = (
    select(_o.reference, _o.state, func.min(_LEFT).label("least"), func.max(_LEFT).label("most"))
    .select_from(purchase_orders)
    .join(purchase_lines, _JOIN)
    .group_by(_o.purchase_order_id, _o.reference, _o.state)
    .having(
        or_(
            (_o.state == PurchaseState.ANNOUNCED.value) & (func.max(_LEFT) <= 0),
            (_o.state != PurchaseState.ANNOUNCED.value) & (func.max(_LEFT) > 0),
        )
    )
    .order_by(_o.reference)
)
_encode = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.Decoder(dict[SkuId, Came]).decode


def add_order(tx: Tx, new: PurchaseOrder) -> None:
    """Write a purchase order down with its lines."""
    tx.insert(purchase_orders, _HEAD, [tuple(getattr(new, name) for name in _HEAD)])
    _add_lines(tx, new, new.lines)


def take_step(
    tx: Tx, found: PurchaseOrder, state: PurchaseState, ended_at: int | None, reason: str | None
) -> None:
    """Take a step with a purchase order; StaleSlice where it is not as it was found any more."""
    key = found.place_id, found.purchase_order_id
    tx.update(_STEP, [(*key, found.version, state.value, ended_at, reason)])


def write_lines(tx: Tx, found: PurchaseOrder, lines: Sequence[PurchaseLine]) -> None:
    """Write all lines anew, after `take_step` made sure nobody else does."""
    key = found.place_id, found.purchase_order_id
    tx.delete(purchase_lines, _LINE[:3], [(*key, line.sku_id) for line in found.lines])
    _add_lines(tx, found, lines)


def add_receipt(tx: Tx, found: PurchaseOrder, new: PurchaseReceipt) -> None:
    """Write a receipt down; its document occurs once in a purchase order."""
    key = found.place_id, found.purchase_order_id
    units = _encode(new.units).decode()
    row = *key, new.receipt_no, new.document, new.at, new.actor, units
    tx.insert(purchase_receipts, _RECEIPT, [row])


def orders_by_id(tx: Tx, ids: Sequence[str]) -> list[PurchaseOrder]:
    """Find purchase orders whole."""
    return _whole(tx, tx.all(_BY_ID, ids=list(ids)))


def page_of_orders(
    tx: Tx,
    place_id: PlaceId | None,
    state: PurchaseState | None,
    *,
    before: tuple[int, str] | None,
    most: int,
) -> list[PurchaseOrder]:
    """Find purchase orders, the last announced first, those before an instant and id."""
    return _whole(tx, tx.all(_page(place_id, state, before).limit(most)))


def orders_to(tx: Tx, place_id: PlaceId, *, most: int) -> list[PurchaseOrder]:
    """Find purchase orders a place still expects, the first announced first."""
    asked = select(purchase_orders).where(_o.place_id == place_id)
    expected = asked.where(_o.state == PurchaseState.ANNOUNCED.value)
    return _whole(tx, tx.all(expected.order_by(_o.at, _o.purchase_order_id).limit(most)))


def expected_units(tx: Tx, sku_ids: Sequence[SkuId]) -> list[Incoming]:
    """Find units still expected, by the day they are expected on."""
    rows = tx.all(_INCOMING, sku_ids=list(sku_ids)) if sku_ids else ()
    return [
        Incoming(row.sku_id, row.place_id, row.expected_on, row.units, row.supplier, row.reference)
        for row in rows
    ]


def count_orders(tx: Tx) -> int:
    """Count purchase orders."""
    return int(tx.value(select(func.count()).select_from(purchase_orders)))


def lost_orders(tx: Tx) -> Sequence[Row[Any]]:
    """Find purchase orders whose units still expected are not what their state says."""
    return tx.all(_LOST)


def _add_lines(tx: Tx, found: PurchaseOrder, lines: Sequence[PurchaseLine]) -> None:
    key = found.place_id, found.purchase_order_id
    rows = [(*key, line.sku_id, *(getattr(line, name) for name in _NUMBERS)) for line in lines]
    tx.insert(purchase_lines, _LINE, rows)


def _page(
    place_id: PlaceId | None, state: PurchaseState | None, before: tuple[int, str] | None
) -> Select[Any]:
    asked = select(purchase_orders).order_by(_o.at.desc(), _o.purchase_order_id.desc())
    if place_id:
        asked = asked.where(_o.place_id == place_id)
    if state:
        asked = asked.where(_o.state == state.value)
    if before:
        at, last = before
        earlier = (_o.at == at) & (_o.purchase_order_id < last)
        asked = asked.where(or_(_o.at < at, earlier))
    return asked


def _whole(tx: Tx, heads: Sequence[Row[Any]]) -> list[PurchaseOrder]:
    if not heads:
        return []
    keys = [(row.place_id, row.purchase_order_id) for row in heads]
    lines: dict[str, list[PurchaseLine]] = {}
    for row in tx.all(_LINES, keys=keys):
        lines.setdefault(row.purchase_order_id, []).append(PurchaseLine(*tuple(row)[2:]))
    receipts: dict[str, list[PurchaseReceipt]] = {}
    for row in tx.all(_RECEIPTS, keys=keys):
        came = PurchaseReceipt(row.receipt_no, row.document, row.at, row.actor, _decode(row.units))
        receipts.setdefault(row.purchase_order_id, []).append(came)
    return [
        _order(row, lines.get(row.purchase_order_id, ()), receipts.get(row.purchase_order_id, ()))
        for row in heads
    ]


def _order(
    row: Row[Any], lines: Sequence[PurchaseLine], receipts: Sequence[PurchaseReceipt]
) -> PurchaseOrder:
    head = {name: getattr(row, name) for name in _HEAD} | {"state": PurchaseState(row.state)}
    return PurchaseOrder(**head, lines=tuple(lines), receipts=tuple(receipts))
