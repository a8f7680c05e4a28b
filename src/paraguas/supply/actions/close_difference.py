"""Close a difference: somebody looked at a feed's number and ours, and decided."""

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.supply.events import SupplyDifferenceClosed
from paraguas.supply.model import Closing, FeedNumber, Outcome
from paraguas.supply.rules.receiving import explained
from paraguas.supply.store import feeds
from paraguas.values.stamp import Stamp


def close_difference(
    tx: Tx,
    stamp: Stamp,
    number: FeedNumber,
    difference: int,
    *,
    version: int,
    outcome: Outcome,
    reason: str,
) -> str:
    """Write down how a difference was closed, and give the id whoever adjusts stock names as cause.

    version: of the feed before its number was read.  One that was kept is not shown again until it
    is another.  Announces supply.difference_closed.v1; raises SupplyUnexplained, and StaleSlice
    where the feed changed or somebody closed one of its differences meanwhile.
    """
    place_id, feed, sku_id = number.place_id, number.feed, number.sku_id
    feeds.step_on(tx, place_id, feed, version)
    closing = Closing(
        place_id,
        feed,
        stamp.ids.next(),
        sku_id,
        number.sequence,
        difference,
        outcome,
        explained(reason),
        stamp.at,
        stamp.by.actor,
    )
    feeds.add_closing(tx, closing)
    kept = difference if outcome is Outcome.KEPT else 0
    feeds.write_numbers(tx, [number], [replace(number, kept=kept)])
    fact = SupplyDifferenceClosed(
        *(closing.closing_id, place_id, feed, sku_id, difference, outcome.value, reason)
    )
    tx.announce(stamp, place_id, fact)
    return closing.closing_id
