"""Announce supply: a supplier says what will come to a place, and when."""

from paraguas.plumbing.tx import Tx
from paraguas.supply.events import AnnouncedUnits, SupplyAnnounced
from paraguas.supply.model import PurchaseOrder, PurchaseOrderId, PurchaseState
from paraguas.supply.rules.receiving import Notice, announced_before, announced_lines
from paraguas.supply.store import purchases
from paraguas.values.ids import PlaceId, digest_id
from paraguas.values.quantity import check_quantity
from paraguas.values.stamp import Stamp


def announce_supply(
    tx: Tx,
    stamp: Stamp,
    place_id: PlaceId,
    notice: Notice,
    *,
    supplier: str,
    reference: str,
    over_percent: int,
) -> tuple[PurchaseOrderId, bool]:
    """Write a supplier's notice down; its id, and False when it was recorded before.

    A reference of a supplier counts once at a place.  Announces supply.announced.v1; raises
    QuantityOutOfRange and PurchaseOrderReused.
    """
    for said in notice.values():
        check_quantity(said.quantity)
    key = PurchaseOrderId(digest_id("purchase order", place_id, supplier, reference))
    found = purchases.orders_by_id(tx, [key])
    if announced_before(found[0] if found else None, notice):
        return key, False
    new = PurchaseOrder(
        key,
        supplier,
        reference,
        place_id,
        over_percent,
        PurchaseState.ANNOUNCED,
        version=0,
        at=stamp.at,
        created_by=stamp.by.actor,
        ended_at=None,
        reason=None,
        lines=announced_lines(notice),
        receipts=(),
    )
    purchases.add_order(tx, new)
    units = tuple(AnnouncedUnits(one.sku_id, one.quantity, one.expected_on) for one in new.lines)
    tx.announce(stamp, place_id, SupplyAnnounced(key, supplier, reference, place_id, units))
    return key, True
