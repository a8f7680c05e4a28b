"""The dock: what suppliers announce for a place, and what came of it, told by codes."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from paraguas.backorders.actions.expect_units import expect_units
from paraguas.backorders.model import Pool
from paraguas.inventory.actions.receive_stock import receive_stock
from paraguas.inventory.actions.set_aside import set_aside
from paraguas.inventory.model import Condition, Units
from paraguas.journeys.stock.codes import (
    code_of_place,
    code_of_sku,
    naming_codes,
    place_of,
    sku_of,
)
from paraguas.journeys.waiting.goods import keep_for_waiting
from paraguas.plumbing.tx import Tx
from paraguas.supply import queries as supply
from paraguas.supply.actions.announce_supply import announce_supply
from paraguas.supply.actions.cancel_supply import cancel_supply
from paraguas.supply.actions.change_supply import change_supply
from paraguas.supply.actions.close_supply import close_supply
from paraguas.supply.actions.receive_supply import receive_supply
from paraguas.supply.errors import PurchaseOrderUnknown
from paraguas.supply.model import Came, Expected, PurchaseOrder
from paraguas.supply.rules.receiving import added_up
from paraguas.values.ids import PlaceId, SkuId
from paraguas.values.limits import Code
from paraguas.values.quantity import LARGEST_QUANTITY
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp


class NoticeLine(Struct, frozen=True):
    """Units of a SKU (code or GTIN) and the day the place may expect them."""

    sku: Code
    quantity: int
    expected_on: date


class CameLine(Struct, frozen=True):
    """Units of a SKU (code or GTIN) that came: fit to be sold, and damaged."""

    sku: Code
    quantity: int
    damaged: Annotated[int, Meta(ge=0, le=LARGEST_QUANTITY)] = 0


class Notice(Struct, frozen=True):
    """What a supplier announces for a place; the same reference counts once."""

    stamp: Stamp
    place: str
    supplier: str
    reference: str
    lines: tuple[NoticeLine, ...]
    over_percent: int = 0


class NewNotice(Struct, frozen=True):
    """What a supplier announces instead.

    own: the place the hand is bound to; another's purchase order is not there for it.
    """

    stamp: Stamp
    purchase_order_id: str
    lines: tuple[NoticeLine, ...]
    own: PlaceId | None = None


class Arrival(Struct, frozen=True):
    """Goods of a purchase order that came; the same document counts once."""

    stamp: Stamp
    purchase_order_id: str
    document: str
    lines: tuple[CameLine, ...]
    own: PlaceId | None = None


class Ending(Struct, frozen=True):
    """A purchase order that is closed short or cancelled, and why."""

    stamp: Stamp
    purchase_order_id: str
    reason: str
    own: PlaceId | None = None


class ToldLine(Struct, frozen=True):
    """What became of the units of a SKU; `sku` is its code.

    left: still expected.  over: came beyond what was announced.
    """

    sku: str
    sku_id: str
    quantity: int
    expected_on: str
    received: int
    damaged: int
    missing: int
    left: int
    over: int


class ToldReceipt(Struct, frozen=True):
    """What came at once, by SKU code."""

    document: str
    at: int
    actor: str
    units: dict[str, Came]


class ToldPurchaseOrder(Struct, frozen=True):
    """A purchase order by codes; not `recorded` where it had been told before."""

    purchase_order_id: str
    supplier: str
    reference: str
    place: str
    over_percent: int
    state: str
    at: int
    created_by: str
    ended_at: int | None
    reason: str | None
    lines: tuple[ToldLine, ...]
    receipts: tuple[ToldReceipt, ...]
    recorded: bool = True


def announce(tx: Tx, notice: Notice) -> ToldPurchaseOrder:
    """Write down what a supplier announces; refuses what `announce_supply` does."""
    key, recorded = announce_supply(
        tx,
        notice.stamp,
        place_of(tx, notice.place).place_id,
        _expected(tx, notice.lines),
        supplier=notice.supplier,
        reference=notice.reference,
        over_percent=notice.over_percent,
    )
    new = supply.purchase_order(tx, key)
    if recorded:
        _expect(tx, new)
    return told(tx, new, recorded=recorded)


def change(tx: Tx, notice: NewNotice) -> ToldPurchaseOrder:
    """Let a supplier's new notice hold; refuses what `change_supply` does."""
    found = own_order(tx, notice.purchase_order_id, notice.own)
    with naming_codes(tx):
        recorded = change_supply(tx, notice.stamp, found, _expected(tx, notice.lines))
    after = _expect(tx, supply.purchase_order(tx, found.purchase_order_id), found)
    return told(tx, after, recorded=recorded)


def receive(tx: Tx, arrival: Arrival) -> ToldPurchaseOrder:
    """Take in what came: sound units go on sale, damaged ones aside.

    Refuses what `receive_supply` does, with codes instead of ids.
    """
    found = own_order(tx, arrival.purchase_order_id, arrival.own)
    came = _came(tx, arrival.lines)
    with naming_codes(tx):
        number = receive_supply(tx, arrival.stamp, found, arrival.document, came)
        if number is not None:
            _stock(tx, arrival.stamp, found, number, came)
            keep_for_waiting(tx, arrival.stamp, found.place_id, sorted(came))
    after = _expect(tx, supply.purchase_order(tx, found.purchase_order_id))
    return told(tx, after, recorded=number is not None)


def close(tx: Tx, ending: Ending) -> ToldPurchaseOrder:
    """Expect no more of a purchase order."""
    found = own_order(tx, ending.purchase_order_id, ending.own)
    close_supply(tx, ending.stamp, found, reason=ending.reason)
    return told(tx, _expect(tx, supply.purchase_order(tx, found.purchase_order_id)))


def cancel(tx: Tx, ending: Ending) -> ToldPurchaseOrder:
    """Give up a purchase order of which nothing came."""
    found = own_order(tx, ending.purchase_order_id, ending.own)
    cancel_supply(tx, ending.stamp, found, reason=ending.reason)
    return told(tx, _expect(tx, supply.purchase_order(tx, found.purchase_order_id)))


def own_order(tx: Tx, purchase_order_id: str, own: PlaceId | None) -> PurchaseOrder:
    """Find a purchase order of a place (any without one); PurchaseOrderUnknown otherwise."""
    found = supply.purchase_order(tx, purchase_order_id)
    if own not in {None, found.place_id}:
        raise PurchaseOrderUnknown(purchase_order=purchase_order_id)
    return found


def told(tx: Tx, found: PurchaseOrder, *, recorded: bool = True) -> ToldPurchaseOrder:
    """Tell a purchase order by codes."""
    return ToldPurchaseOrder(
        purchase_order_id=found.purchase_order_id,
        supplier=found.supplier,
        reference=found.reference,
        place=code_of_place(tx, found.place_id),
        over_percent=found.over_percent,
        state=found.state.value,
        at=found.at,
        created_by=found.created_by,
        ended_at=found.ended_at,
        reason=found.reason,
        lines=tuple(
            ToldLine(
                *(code_of_sku(tx, line.sku_id), line.sku_id, line.quantity, line.expected_on),
                *(line.received, line.damaged, line.missing, line.left, line.over),
            )
            for line in found.lines
        ),
        receipts=tuple(
            ToldReceipt(
                *(one.document, one.at, one.actor),
                {code_of_sku(tx, sku_id): units for sku_id, units in one.units.items()},
            )
            for one in found.receipts
        ),
        recorded=recorded,
    )


def _expect(tx: Tx, now: PurchaseOrder, before: PurchaseOrder | None = None) -> PurchaseOrder:
    """Let back-orders be promised from what a purchase order still brings, and no more of it."""
    key, place_id = now.purchase_order_id, now.place_id
    kept = {line.sku_id for line in now.lines}
    gone = {line.sku_id for line in before.lines if line.sku_id not in kept} if before else set()
    pools = [Pool(o.sku_id, key, place_id, "", o.left, 0, o.expected_on) for o in now.lines]
    pools += [Pool(sku_id, key, place_id, "", 0, 0, None) for sku_id in sorted(gone)]
    expect_units(tx, pools)
    return now


def _stock(
    tx: Tx, stamp: Stamp, found: PurchaseOrder, number: int, came: Mapping[SkuId, Came]
) -> None:
    place_id, cause = found.place_id, found.purchase_order_id
    units = [Units(sku_id, place_id, sum(some)) for sku_id, some in came.items()]
    receive_stock(tx, stamp, cause, units, receipt_no=number)
    damaged = [Units(sku, place_id, some.damaged) for sku, some in came.items() if some.damaged]
    if damaged:
        set_aside(
            *(tx, stamp, cause, damaged),
            was=Condition.SELLABLE,
            becomes=Condition.DAMAGED,
            reason=stamp.by.reason or found.reference,
            move_no=number,
        )


def _expected(tx: Tx, lines: tuple[NoticeLine, ...]) -> dict[SkuId, Expected]:
    said: dict[SkuId, Expected] = {}
    for line in lines:
        sku_id = sku_of(tx, line.sku)
        if sku_id in said:
            raise Malformed(where="lines", problem=f"{line.sku} twice")
        said[sku_id] = Expected(line.quantity, line.expected_on.isoformat())
    return said


def _came(tx: Tx, lines: tuple[CameLine, ...]) -> dict[SkuId, Came]:
    return added_up((sku_of(tx, line.sku), Came(line.quantity, line.damaged)) for line in lines)
