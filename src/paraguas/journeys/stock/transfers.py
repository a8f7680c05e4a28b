"""Transfers between places, told by codes: sent, received, closed, cancelled, read."""

from msgspec import Struct

from paraguas.inventory import queries as inventory
from paraguas.inventory.actions.cancel_transfer import cancel_transfer
from paraguas.inventory.actions.close_transfer import close_transfer
from paraguas.inventory.actions.receive_transfer import receive_transfer
from paraguas.inventory.actions.send_transfer import send_transfer
from paraguas.inventory.errors import TransferUnknown
from paraguas.inventory.model import Transfer
from paraguas.inventory.rules.moving import merge
from paraguas.journeys.stock.codes import (
    Counted,
    code_of_place,
    code_of_sku,
    naming_codes,
    place_of,
    units_at,
)
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId, SkuId
from paraguas.values.stamp import Stamp


class Sending(Struct, frozen=True):
    """Units to be sent from one place to another, and when they should be there."""

    stamp: Stamp
    from_place: str
    to_place: str
    lines: tuple[Counted, ...]
    expected_at: int | None = None


class Arrival(Struct, frozen=True):
    """Units of a transfer that came; the same document counts once.

    own: the place the hand is bound to; another's transfer is not there for it.
    """

    stamp: Stamp
    transfer_id: str
    document: str
    lines: tuple[Counted, ...]
    own: PlaceId | None = None


class Ending(Struct, frozen=True):
    """A transfer that is closed by its receiver or cancelled by its sender, and why."""

    stamp: Stamp
    transfer_id: str
    reason: str
    own: PlaceId | None = None


class ToldLine(Struct, frozen=True):
    """What became of the units of a SKU; `sku` is its code."""

    sku: str
    sku_id: str
    quantity: int
    received: int
    written_off: int
    returned: int
    on_the_way: int


class ToldReceipt(Struct, frozen=True):
    """Units that came at once, by SKU code."""

    document: str
    at: int
    actor: str
    units: dict[str, int]


class ToldTransfer(Struct, frozen=True):
    """A transfer by codes; not `recorded` where the receipt had been before."""

    transfer_id: str
    number: str
    from_place: str
    to_place: str
    state: str
    at: int
    created_by: str
    expected_at: int | None
    ended_at: int | None
    reason: str | None
    lines: tuple[ToldLine, ...]
    receipts: tuple[ToldReceipt, ...]
    recorded: bool = True


def send(tx: Tx, sending: Sending) -> ToldTransfer:
    """Send units away; refuses what `send_transfer` does, with codes instead of ids."""
    to = place_of(tx, sending.to_place).place_id
    lines = units_at(tx, sending.from_place, sending.lines)
    with naming_codes(tx):
        sent = send_transfer(
            tx, sending.stamp, lines, to_place_id=to, expected_at=sending.expected_at
        )
    return told_transfer(tx, inventory.transfer(tx, sent))


def receive(tx: Tx, arrival: Arrival) -> ToldTransfer:
    """Take in what came of a transfer; refuses what `receive_transfer` does."""
    found = _received_by(tx, arrival.transfer_id, arrival.own)
    lines = units_at(tx, code_of_place(tx, found.place_id), arrival.lines)
    units = {sku_id: quantity for (sku_id, _), quantity in merge(lines).items()}
    with naming_codes(tx):
        recorded = receive_transfer(tx, arrival.stamp, found, arrival.document, units)
    after = inventory.transfer(tx, arrival.transfer_id)
    return told_transfer(tx, after, recorded=recorded)


def close(tx: Tx, ending: Ending) -> ToldTransfer:
    """Write off what never came; the receiver's to say."""
    found = _received_by(tx, ending.transfer_id, ending.own)
    close_transfer(tx, ending.stamp, found, reason=ending.reason)
    return told_transfer(tx, inventory.transfer(tx, ending.transfer_id))


def cancel(tx: Tx, ending: Ending) -> ToldTransfer:
    """Give back what is wholly on the way; the sender's to say."""
    found = inventory.transfer(tx, ending.transfer_id)
    _check_own(found, ending.own, found.from_place_id)
    cancel_transfer(tx, ending.stamp, found, reason=ending.reason)
    return told_transfer(tx, inventory.transfer(tx, ending.transfer_id))


def read_transfer(tx: Tx, transfer_id: str, own: PlaceId | None) -> ToldTransfer:
    """Tell a transfer that goes from or to a place (any without one)."""
    found = inventory.transfer(tx, transfer_id)
    _check_own(found, own, found.from_place_id, found.place_id)
    return told_transfer(tx, found)


def told_transfer(tx: Tx, found: Transfer, *, recorded: bool = True) -> ToldTransfer:
    """Tell a transfer by codes."""
    return ToldTransfer(
        transfer_id=found.transfer_id,
        number=found.number,
        from_place=code_of_place(tx, found.from_place_id),
        to_place=code_of_place(tx, found.place_id),
        state=found.state.value,
        at=found.at,
        created_by=found.created_by,
        expected_at=found.expected_at,
        ended_at=found.ended_at,
        reason=found.reason,
        lines=tuple(
            ToldLine(
                *(code_of_sku(tx, line.sku_id), line.sku_id, line.quantity, line.received),
                *(line.written_off, line.returned, line.on_the_way),
            )
            for line in found.lines
        ),
        receipts=tuple(
            ToldReceipt(one.document, one.at, one.actor, _by_code(tx, one.units))
            for one in found.receipts
        ),
        recorded=recorded,
    )


def _received_by(tx: Tx, transfer_id: str, own: PlaceId | None) -> Transfer:
    found = inventory.transfer(tx, transfer_id)
    _check_own(found, own, found.place_id)
    return found


def _check_own(found: Transfer, own: PlaceId | None, *places: PlaceId) -> None:
    if own is not None and own not in places:
        raise TransferUnknown(transfer=found.transfer_id)


def _by_code(tx: Tx, units: dict[SkuId, int]) -> dict[str, int]:
    return {code_of_sku(tx, sku_id): quantity for sku_id, quantity in units.items()}
