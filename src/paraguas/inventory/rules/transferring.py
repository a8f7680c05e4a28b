"""What may become of units on their way, and what they move."""

from collections.abc import Mapping

from paraguas.inventory.errors import (
    DifferenceUnexplained,
    StockCauseReused,
    TransferBegun,
    TransferNotOpen,
    TransferOverReceived,
)
from paraguas.inventory.model import Kind, Movement, Transfer, TransferLine, TransferState, Units
from paraguas.values.ids import PlaceId, SkuId
from paraguas.values.stamp import Stamp

Quantities = Mapping[SkuId, int]
"""Units by SKU."""


def received_before(transfer: Transfer, document: str, units: Quantities) -> bool:
    """Whether these units came with this document already.

    Raises StockCauseReused when others did: the difference needs a document of its own.
    """
    for receipt in transfer.receipts:
        if receipt.document == document:
            if receipt.units != units:
                raise StockCauseReused(cause=document)
            return True
    return False


def check_open(transfer: Transfer) -> None:
    """Refuse a transfer of which nothing is on the way any more."""
    if transfer.state is not TransferState.SENT:
        raise TransferNotOpen(number=transfer.number, state=transfer.state.value)


def check_receivable(transfer: Transfer, units: Quantities) -> None:
    """Refuse more of a SKU than is still on the way; a SKU that was not sent has none."""
    on_the_way = {line.sku_id: line.on_the_way for line in transfer.lines}
    for sku_id, quantity in units.items():
        left = on_the_way.get(sku_id, 0)
        if quantity > left:
            raise TransferOverReceived(
                number=transfer.number, sku=sku_id, received=quantity, left=left
            )


def check_untouched(transfer: Transfer) -> None:
    """Refuse a transfer that is not wholly on the way."""
    if transfer.receipts:
        raise TransferBegun(number=transfer.number)
    check_open(transfer)


def explained(reason: str) -> str:
    """Pass a reason on, or refuse a blank one."""
    if not reason.strip():
        raise DifferenceUnexplained
    return reason


def is_complete(transfer: Transfer, units: Quantities) -> bool:
    """Whether nothing is on the way once these units came."""
    return all(line.on_the_way == units.get(line.sku_id, 0) for line in transfer.lines)


def missing_units(transfer: Transfer) -> dict[SkuId, int]:
    """Units still on the way, only of SKUs that have some."""
    return {line.sku_id: line.on_the_way for line in transfer.lines if line.on_the_way}


def sent_lines(units: Quantities) -> tuple[TransferLine, ...]:
    """The lines of a new transfer, in the order of SKUs."""
    return tuple(
        TransferLine(sku_id, quantity, 0, 0, 0) for sku_id, quantity in sorted(units.items())
    )


def movements(
    kind: Kind, place_id: PlaceId, cause: tuple[str, int], units: Quantities, stamp: Stamp
) -> list[Movement]:
    """What units of one place move; cause: what made them move, and the number of its step."""
    by = stamp.by
    return [
        Movement(sku_id, place_id, kind, *cause, quantity, stamp.at, by.actor, by.reason)
        for sku_id, quantity in units.items()
    ]


def told(place_id: PlaceId, units: Quantities) -> tuple[Units, ...]:
    """Units of one place as a fact tells them."""
    return tuple(Units(sku_id, place_id, quantity) for sku_id, quantity in sorted(units.items()))
