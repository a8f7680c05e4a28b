"""Send a transfer: units leave one place for another."""

from collections.abc import Sequence

from paraguas.inventory.actions.move_or_refuse import move_or_refuse
from paraguas.inventory.errors import TransferNowhere
from paraguas.inventory.events import TransferSent
from paraguas.inventory.model import Kind, Transfer, TransferState, Units
from paraguas.inventory.rules.moving import merge
from paraguas.inventory.rules.transferring import movements, sent_lines, told
from paraguas.inventory.store import positions, transfers
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId, TransferId, short_number
from paraguas.values.quantity import check_quantity
from paraguas.values.stamp import Stamp


def send_transfer(
    tx: Tx, stamp: Stamp, lines: Sequence[Units], *, to_place_id: PlaceId, expected_at: int | None
) -> TransferId:
    """Take available units of one place and put them on the way to another.

    lines: of the sender, those of one SKU count together.  Announces stock.transfer_sent.v1;
    raises QuantityOutOfRange, TransferNowhere and PositionShort: what is promised or kept as
    safety stock stays.
    """
    [from_place_id] = {line.place_id for line in lines}
    if from_place_id == to_place_id:
        raise TransferNowhere
    for line in lines:
        check_quantity(line.quantity)
    units = {sku_id: quantity for (sku_id, _), quantity in merge(lines).items()}
    new = Transfer(
        TransferId(stamp.ids.next()),
        f"T-{short_number(stamp.ids.draw())}",
        from_place_id,
        to_place_id,
        TransferState.SENT,
        version=0,
        at=stamp.at,
        created_by=stamp.by.actor,
        expected_at=expected_at,
        ended_at=None,
        reason=None,
        lines=sent_lines(units),
        receipts=(),
    )
    cause = new.transfer_id, 0
    move_or_refuse(tx, movements(Kind.SENT, from_place_id, cause, units, stamp))
    positions.add_positions(tx, [(sku_id, to_place_id) for sku_id in sorted(units)])
    transfers.add_transfer(tx, new)
    gone = told(from_place_id, units)
    fact = TransferSent(new.transfer_id, new.number, from_place_id, to_place_id, expected_at, gone)
    tx.announce(stamp, from_place_id, fact)
    return new.transfer_id
