"""What a feed's messages come to, in whatever order and however often they arrive.

A SKU's number rests on the snapshot with the highest sequence; deltas after it count, whatever is
before it is overtaken.  So the number depends on which messages came, never on when.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from paraguas.supply.errors import FeedDifferenceMoved, FeedSequenceReused
from paraguas.supply.model import FeedKind, FeedLine, FeedMessage, FeedNumber
from paraguas.values.ids import digest_id
from paraguas.values.quantity import check_quantity


class Sum(NamedTuple):
    """What lines of one SKU come to; base: the snapshot it rests on."""

    base: int
    sequence: int
    quantity: int
    told_at: int


def check_units(message: FeedMessage) -> None:
    """Refuse numbers that cannot be: QuantityOutOfRange; only a delta goes below 0."""
    for quantity in message.units.values():
        check_quantity(abs(quantity) if message.kind is FeedKind.DELTA else quantity, least=0)


def digest_of(message: FeedMessage) -> str:
    """Name a message by what it says."""
    units = (f"{sku_id}={quantity}" for sku_id, quantity in sorted(message.units.items()))
    return digest_id("feed", message.kind.value, str(message.told_at), *units)


def told_before(known: str | None, message: FeedMessage) -> bool:
    """Whether the message came already; FeedSequenceReused where it said something else."""
    if known is not None and known != digest_of(message):
        raise FeedSequenceReused(feed=message.feed, sequence=message.sequence)
    return known is not None


def lines_of(message: FeedMessage) -> list[FeedLine]:
    """A message SKU by SKU."""
    return [
        FeedLine(sku_id, message.sequence, message.kind, quantity, message.told_at)
        for sku_id, quantity in message.units.items()
    ]


def standing(lines: Iterable[FeedLine]) -> list[FeedLine]:
    """The lines of a SKU no later snapshot has overtaken, in the order of their sequence."""
    ordered = sorted(lines, key=lambda line: line.sequence)
    snapshots = [line.sequence for line in ordered if line.kind is FeedKind.SNAPSHOT]
    base = max(snapshots, default=None)
    return [line for line in ordered if base is None or line.sequence >= base]


def sum_up(lines: Sequence[FeedLine]) -> Sum | None:
    """What standing lines come to; None while deltas wait for their snapshot."""
    if not lines or lines[0].kind is not FeedKind.SNAPSHOT:
        return None
    last = lines[-1]
    units = sum(line.quantity for line in lines)
    return Sum(lines[0].sequence, last.sequence, units, last.told_at)


def difference_of(number: FeedNumber, on_hand: int, expected: int) -> int:
    """The difference of a feed's number to ours of that instant, as whoever closes it saw it.

    Raises FeedDifferenceMoved where it is another by now, or none.
    """
    found = number.quantity - on_hand
    if found != expected or not found:
        raise FeedDifferenceMoved(
            feed=number.feed, sku=number.sku_id, difference=found, told=expected
        )
    return found
