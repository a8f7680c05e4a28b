"""What may become of announced units: received within the tolerance, changed, given up."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from paraguas.supply.errors import (
    PurchaseBelowReceived,
    PurchaseOrderBegun,
    PurchaseOrderNotOpen,
    PurchaseOrderReused,
    PurchaseOverReceived,
    ReceiptReused,
    SupplyUnexplained,
)
from paraguas.supply.model import Came, Expected, PurchaseLine, PurchaseOrder, PurchaseState
from paraguas.values.ids import SkuId

Receipt = Mapping[SkuId, Came]
"""What came at once, by SKU."""
Notice = Mapping[SkuId, Expected]
"""What a supplier announces, by SKU."""


def announced_lines(notice: Notice) -> tuple[PurchaseLine, ...]:
    """The lines of a new purchase order, in the order of SKUs."""
    return tuple(PurchaseLine(sku_id, *said) for sku_id, said in sorted(notice.items()))


def announced_before(order: PurchaseOrder | None, notice: Notice) -> bool:
    """Whether exactly this is announced already; PurchaseOrderReused where other units are."""
    if order is None:
        return False
    if {line.sku_id: Expected(line.quantity, line.expected_on) for line in order.lines} != notice:
        raise PurchaseOrderReused(reference=order.reference, supplier=order.supplier)
    return True


def changed_lines(order: PurchaseOrder, notice: Notice) -> tuple[PurchaseLine, ...]:
    """The lines as a supplier's new notice has them; what it leaves out is expected no more.

    Raises PurchaseBelowReceived where it tells fewer units than came already.
    """
    fresh = {sku_id: PurchaseLine(sku_id, *said) for sku_id, said in notice.items()}
    for line in order.lines:
        told = fresh.get(line.sku_id) or replace(line, quantity=line.came - line.over)
        if told.quantity < line.came - line.over:
            raise PurchaseBelowReceived(sku=line.sku_id, told=told.quantity, received=line.came)
        fresh[line.sku_id] = replace(told, received=line.received, damaged=line.damaged)
    return tuple(line for _, line in sorted(fresh.items()) if line.quantity or line.came)


def added_up(came: Iterable[tuple[SkuId, Came]]) -> dict[SkuId, Came]:
    """Sum what came by SKU: two boxes of one count together."""
    sums: dict[SkuId, Came] = {}
    for sku_id, units in came:
        before = sums.get(sku_id, Came(0, 0))
        sums[sku_id] = Came(before.sound + units.sound, before.damaged + units.damaged)
    return sums


def received_before(order: PurchaseOrder, document: str, came: Receipt) -> bool:
    """Whether these units came with this document already; ReceiptReused where others did."""
    for receipt in order.receipts:
        if receipt.document == document:
            if receipt.units != came:
                raise ReceiptReused(document=document, reference=order.reference)
            return True
    return False


def check_open(order: PurchaseOrder) -> None:
    """Refuse a purchase order of which nothing is expected any more."""
    if order.state is not PurchaseState.ANNOUNCED:
        raise PurchaseOrderNotOpen(reference=order.reference, state=order.state.value)


def check_untouched(order: PurchaseOrder) -> None:
    """Refuse a purchase order of which something came."""
    if order.receipts:
        raise PurchaseOrderBegun(reference=order.reference)
    check_open(order)


def receivable(line: PurchaseLine, over_percent: int) -> int:
    """Units of a line that are taken in at most now: what is left, and so much of it more."""
    return max(0, line.quantity + line.quantity * over_percent // 100 - line.came)


def received_lines(order: PurchaseOrder, came: Receipt) -> tuple[PurchaseLine, ...]:
    """The lines once these units came; PurchaseOverReceived beyond the tolerance of the order."""
    lines = {line.sku_id: line for line in order.lines}
    for sku_id, units in came.items():
        line = lines.get(sku_id)
        most = receivable(line, order.over_percent) if line else 0
        if line is None or sum(units) > most:
            raise PurchaseOverReceived(
                reference=order.reference, sku=sku_id, received=sum(units), left=most
            )
        received, damaged = line.received + units.sound, line.damaged + units.damaged
        lines[sku_id] = replace(line, received=received, damaged=damaged)
    return tuple(lines.values())


def given_up(order: PurchaseOrder) -> tuple[PurchaseLine, ...]:
    """The lines once nothing more is expected."""
    return tuple(replace(line, missing=line.missing + line.left) for line in order.lines)


def is_complete(lines: tuple[PurchaseLine, ...]) -> bool:
    """Whether nothing is expected any more."""
    return not any(line.left for line in lines)


def explained(reason: str) -> str:
    """Pass a reason on, or refuse a blank one."""
    if not reason.strip():
        raise SupplyUnexplained
    return reason
