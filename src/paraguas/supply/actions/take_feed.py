"""Take a feed's message in: what another system says lies at a place."""

from paraguas.plumbing.tx import Tx
from paraguas.supply.events import SupplyFed
from paraguas.supply.model import FeedLine, FeedMessage, FeedNumber
from paraguas.supply.rules.feeding import (
    check_units,
    digest_of,
    lines_of,
    standing,
    sum_up,
    told_before,
)
from paraguas.supply.store import feeds
from paraguas.values.ids import SkuId
from paraguas.values.stamp import Stamp


def take_feed(tx: Tx, stamp: Stamp, message: FeedMessage) -> bool:
    """Write a message down and work out the numbers of its SKUs; False when it came before.

    It may come late, before its snapshot or twice: the numbers depend on which messages came.
    No stock moves.  Announces supply.fed.v1; raises FeedSequenceReused and QuantityOutOfRange.
    """
    check_units(message)
    where = message.place_id, message.feed
    if told_before(feeds.digest_under(tx, *where, message.sequence), message):
        return False
    feeds.step_on(tx, *where)
    feeds.add_message(tx, message, digest_of(message), stamp.at)
    skus = sorted(message.units)
    known = feeds.lines_by_sku(tx, *where, skus)
    stand = {
        line.sku_id: standing([*known.get(line.sku_id, ()), line]) for line in lines_of(message)
    }
    _write_lines(tx, message, known, stand)
    old = feeds.numbers_by_sku(tx, *where, skus)
    sums = {sku_id: found for sku_id, lines in stand.items() if (found := sum_up(lines))}
    new = [
        FeedNumber(*where, sku_id, *found, kept=old[sku_id].kept if sku_id in old else 0)
        for sku_id, found in sums.items()
    ]
    feeds.write_numbers(tx, old.values(), new)
    fact = SupplyFed(
        *(*where, message.sequence, message.kind.value, message.told_at), len(message.units)
    )
    tx.announce(stamp, message.place_id, fact)
    return True


def _write_lines(
    tx: Tx,
    message: FeedMessage,
    known: dict[SkuId, list[FeedLine]],
    stand: dict[SkuId, list[FeedLine]],
) -> None:
    fresh = [
        line for lines in stand.values() for line in lines if line.sequence == message.sequence
    ]
    gone = [line for sku_id, lines in known.items() for line in lines if line not in stand[sku_id]]
    feeds.change_lines(tx, message, fresh=fresh, gone=gone)
