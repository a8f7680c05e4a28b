"""Feeds of other systems, told by codes: taken in, and their differences closed."""

from msgspec import Struct

from paraguas.inventory import queries as inventory
from paraguas.inventory.actions.adjust_stock import adjust_stock
from paraguas.inventory.model import Units
from paraguas.journeys.stock.codes import Counted, naming_codes, place_of, sku_of
from paraguas.plumbing.tx import Tx
from paraguas.supply import queries as supply
from paraguas.supply.actions.close_difference import close_difference
from paraguas.supply.actions.take_feed import take_feed
from paraguas.supply.model import FeedKind, FeedMessage, Outcome
from paraguas.supply.rules.feeding import difference_of
from paraguas.values.ids import SkuId
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp


class Telling(Struct, frozen=True):
    """A numbered message of a feed about a place; told_at: the instant its numbers were true."""

    stamp: Stamp
    place: str
    feed: str
    sequence: int
    kind: FeedKind
    told_at: int
    lines: tuple[Counted, ...]


class Settling(Struct, frozen=True):
    """A difference somebody looked at, as it was shown, and what is to be done about it."""

    stamp: Stamp
    place: str
    feed: str
    sku: str
    difference: int
    outcome: Outcome
    reason: str


class Fed(Struct, frozen=True):
    """A message that was taken in; not `recorded` where it had been before."""

    feed: str
    sequence: int
    recorded: bool


class Settled(Struct, frozen=True):
    """A difference that was closed."""

    closing_id: str
    sku: str
    difference: int
    outcome: Outcome


def feed(tx: Tx, telling: Telling) -> Fed:
    """Take a message in; refuses what `take_feed` does, and unknown codes."""
    message = FeedMessage(
        *(place_of(tx, telling.place).place_id, telling.feed, telling.sequence, telling.kind),
        *(telling.told_at, _units(tx, telling.lines)),
    )
    return Fed(telling.feed, telling.sequence, take_feed(tx, telling.stamp, message))


def settle(tx: Tx, settling: Settling) -> Settled:
    """Adjust our number to the feed's, or keep both, with a reason.

    Refuses a difference that is another by now, and what `adjust_stock` does.
    """
    place_id, sku_id = place_of(tx, settling.place).place_id, sku_of(tx, settling.sku)
    stamp, outcome, reason = settling.stamp, settling.outcome, settling.reason
    with naming_codes(tx):
        version = supply.feed_version(tx, place_id, settling.feed)
        number = supply.feed_number(tx, place_id, settling.feed, sku_id)
        ours = inventory.on_hand_at(
            tx, (sku_id, place_id), number.told_at, besides=supply.closing_ids(tx, number)
        )
        off = difference_of(number, ours, settling.difference)
        closing_id = close_difference(
            tx, stamp, number, off, version=version, outcome=outcome, reason=reason
        )
        if outcome is Outcome.ADJUSTED:
            adjust_stock(tx, stamp, closing_id, [Units(sku_id, place_id, off)], reason=reason)
    return Settled(closing_id, settling.sku, off, outcome)


def _units(tx: Tx, lines: tuple[Counted, ...]) -> dict[SkuId, int]:
    units: dict[SkuId, int] = {}
    for line in lines:
        sku_id = sku_of(tx, line.sku)
        if sku_id in units:
            raise Malformed(where="lines", problem=f"{line.sku} twice")
        units[sku_id] = line.quantity
    return units
